// One change carried out on many displays: its progress, what came of each, and the way back.
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { changeDisplays, CHANGES_AT_ONCE } from '@/api/fleet'
import type { Display } from '@/api/models'
import { changesOf, wayBack, type Deed, type DisplayChange } from '@/plain/bulk'

export interface Refused {
  id: string
  why: string
}

export interface Outcome {
  changed: number
  refused: Refused[]
  left: number // not asked for any more: cancelled, or the line broke
  undone: boolean // it was the way back
}

export function useBulk() {
  const busy = ref(false)
  const done = ref(0)
  const total = ref(0)
  const outcome = shallowRef<Outcome | null>(null)
  const problem = shallowRef<unknown>(null)
  const back = shallowRef<DisplayChange[]>([])
  let cancelled = false
  onBeforeUnmount(() => (cancelled = true))

  // The versions of those that were changed.
  async function carryOut(changes: DisplayChange[], undone: boolean): Promise<Map<string, number>> {
    const versions = new Map<string, number>()
    const refused: Refused[] = []
    busy.value = true
    cancelled = false
    problem.value = null
    outcome.value = null
    done.value = 0
    total.value = changes.length
    try {
      for (let at = 0; at < changes.length && !cancelled; at += CHANGES_AT_ONCE) {
        const items = await changeDisplays(changes.slice(at, at + CHANGES_AT_ONCE))
        for (const item of items) {
          if (item.version !== undefined) versions.set(item.id, item.version)
          else refused.push({ id: item.id, why: item.problem?.detail ?? '' })
        }
        done.value += items.length
      }
    } catch (error) {
      problem.value = error
    }
    outcome.value = { changed: versions.size, refused, left: changes.length - done.value, undone }
    busy.value = false
    return versions
  }

  return {
    busy,
    done,
    total,
    outcome,
    problem,
    canUndo: computed(() => back.value.length > 0),
    async act(displays: readonly Display[], deed: Deed): Promise<void> {
      const changes = changesOf(displays, deed)
      back.value = []
      const versions = await carryOut(changes, false)
      back.value = wayBack(displays, changes, versions)
    },
    async undo(): Promise<void> {
      const changes = back.value
      back.value = []
      await carryOut(changes, true)
    },
    cancel: () => {
      cancelled = true
    },
    forget: () => {
      outcome.value = null
      problem.value = null
      back.value = []
    },
  }
}
