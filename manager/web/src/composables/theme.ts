// Light or dark; the reader's system decides until the reader does.
import { ref } from 'vue'
import { keep, kept } from '@/plain/kept'

const dark = ref(false)

function wear(next: boolean): void {
  dark.value = next
  const root = document.documentElement
  root.dataset['theme'] = next ? 'dark' : 'light'
  root.classList.toggle('dark', next)
}

export function startTheme(): void {
  const chosen = kept('theme')
  wear(chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches)
}

export function useTheme() {
  return {
    dark,
    switchTheme(): void {
      wear(!dark.value)
      keep('theme', dark.value ? 'dark' : 'light')
    },
  }
}
