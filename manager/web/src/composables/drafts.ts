// What a person writes, kept in this browser until the manager has it: a reload loses nothing. It is
// kept for that person; somebody else at the same desk does not meet it.
import { onBeforeUnmount, watch, type Ref } from 'vue'
import { keep, kept } from '@/plain/kept'
import { useSession } from './session'

const QUIET_MS = 400

export interface Keeper {
  restored: boolean // there was something unsaved from before
  settle: () => void // what the draft holds now is what the manager holds
}

export function useDraft<T>(name: string, draft: Ref<T>): Keeper {
  const key = `draft.${useSession().session.value?.account.id ?? ''}.${name}`
  let settled = JSON.stringify(draft.value)
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

  function store(): void {
    const text = JSON.stringify(draft.value)
    keep(key, text === settled ? null : text)
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    draft,
    () => {
      clearTimeout(timer)
      timer = setTimeout(store, QUIET_MS)
    },
    { deep: true },
  )
  onBeforeUnmount(() => {
    clearTimeout(timer)
    store()
  })
  return {
    restored,
    settle(): void {
      settled = JSON.stringify(draft.value)
      keep(key, null)
    },
  }
}
