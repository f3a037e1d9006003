// What a person writes, kept in this browser until the manager has it: a reload loses nothing. It is
// kept for that person; somebody else at the same desk does not meet it.
import { onBeforeUnmount, watch, type Ref } from 'vue'
import { keep, kept } from '@/plain/kept'
import { useSession } from './session'

const QUIET_MS = 400

export interface Keeper {
  restored: boolean // there was something unsaved from before
  // What the draft holds now is what the manager holds, in this version; none: it holds nothing of it.
  settle: (version?: number) => void
  // What the manager holds, in the version that the draft was begun from: so that saving what was
  // restored meets the changes that others have made since.
  asBegun: <S extends { version: number }>(stored: S) => S
}

interface Kept<T> {
  base?: number | undefined
  draft: T
}

export function useDraft<T>(name: string, draft: Ref<T>): Keeper {
  const key = `draft.${useSession().session.value?.account.id ?? ''}.${name}`
  let settled = JSON.stringify(draft.value)
  let restored = false
  let base: number | undefined
  const before = kept(key)
  if (before) {
    try {
      const found = JSON.parse(before) as Kept<T>
      if (found.draft === undefined) throw new Error('kept by an earlier console')
      draft.value = found.draft
      base = found.base
      restored = true
    } catch {
      keep(key, null)
    }
  }

  function store(): void {
    const text = JSON.stringify(draft.value)
    const kept: Kept<T> = { base, draft: draft.value }
    keep(key, text === settled ? null : JSON.stringify(kept))
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
    settle(version?: number): void {
      base = version
      settled = JSON.stringify(draft.value)
      keep(key, null)
    },
    asBegun: (stored) => (restored && base !== undefined ? { ...stored, version: base } : stored),
  }
}
