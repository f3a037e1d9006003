// Two languages, of which the page loads the one it speaks; messages are compiled while building
// (tools/messages.ts).
import { markRaw } from 'vue'
import { createI18n } from 'vue-i18n'
import { speak } from '@/api/client'
import { keep, kept } from './plain/kept'

export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const WORDS: Record<Language, () => Promise<{ default: unknown }>> = {
  'zh-CN': () => import('./locales/zh-CN.json'),
  en: () => import('./locales/en.json'),
}

function firstLanguage(): Language {
  return kept('language') === 'en' ? 'en' : 'zh-CN'
}

export const i18n = createI18n({
  legacy: false,
  locale: firstLanguage() as string,
  fallbackLocale: false as const,
  messages: {} as Record<string, Record<string, string>>,
})

export function languageNow(): Language {
  return i18n.global.locale.value === 'en' ? 'en' : 'zh-CN'
}

// As soon as its words are there; of two wishes the later one counts.
let wished: Language
export async function useLanguage(language: Language): Promise<void> {
  wished = language
  if (!i18n.global.availableLocales.includes(language)) {
    const { default: words } = await WORDS[language]()
    i18n.global.setLocaleMessage(language, markRaw(words as Record<string, string>)) // nobody changes a word
    if (wished !== language) return
  }
  i18n.global.locale.value = language
  document.documentElement.lang = language
  speak({ language })
  keep('language', language)
}

// Nothing is shown before the page can speak.
export const spoken = useLanguage(firstLanguage())

// For texts outside components.
export const t = (key: string, values: Record<string, unknown> = {}): string => i18n.global.t(key, values)
