// What a person writes, kept in this browser until the manager has it: a reload loses nothing.
import { watch, type Ref } from 'vue'
import { keep, kept } from '@/plain/kept'

const QUIET_MS = 400

export function useDraft<T>(name: string, draft: Ref<T>): { restored: boolean; forget: () => void } {
  const key = `draft.${name}`
  let restored = false
  const before = kept(key)
  if (before) {
    try {
      draft.value = JSON.parse(before) as T
      restored = true
    } catch {
      keep(key, null)
    }
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = watch(
    draft,
    (value) => {
      clearTimeout(timer)
      timer = setTimeout(() => keep(key, JSON.stringify(value)), QUIET_MS)
    },
    { deep: true },
  )
  return {
    restored,
    forget(): void {
      stop()
      clearTimeout(timer)
      keep(key, null)
    },
  }
}
