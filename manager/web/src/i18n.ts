// Two languages; messages are compiled while building (tools/messages.ts).
import { createI18n } from 'vue-i18n'
import { speak } from '@/api/client'
import en from './locales/en.json'
import zh from './locales/zh-CN.json'
import { keep, kept } from './plain/kept'

export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

function firstLanguage(): Language {
  return kept('language') === 'en' ? 'en' : 'zh-CN'
}

export const i18n = createI18n({
  legacy: false,
  locale: firstLanguage() as string,
  fallbackLocale: false as const,
  messages: { 'zh-CN': zh as unknown as Record<string, string>, en: en as unknown as Record<string, string> },
})

export function languageNow(): Language {
  return i18n.global.locale.value === 'en' ? 'en' : 'zh-CN'
}

export function useLanguage(language: Language): void {
  i18n.global.locale.value = language
  document.documentElement.lang = language
  speak({ language })
  keep('language', language)
}

// For texts outside components.
export const t = (key: string, values: Record<string, unknown> = {}): string => i18n.global.t(key, values)
