// One thing from the manager that a page shows: as it is now, and what went wrong.
import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Subject } from '@/api/events'
import { eventsCome, onChange } from './events'

const ANYWAY_EVERY_MS = 60_000
const REST_MS = 1000

export interface Loaded<T> {
  value: ShallowRef<T | undefined>
  problem: ShallowRef<unknown>
  busy: Ref<boolean>
  reload: () => Promise<void>
}

// Asks at once, and again while the page is looked at: every `everyMs`; where `subjects` say what it
// shows, when one of them changes, and by the clock only as long as no events come. What was shown
// stays when a later call fails.
export function useLoad<T>(ask: () => Promise<T>, everyMs = 0, ...subjects: Subject[]): Loaded<T> {
  const value = shallowRef<T>()
  const problem = shallowRef<unknown>(null)
  const busy = ref(false)
  let gone = false
  let turn = 0
  let took = 0

  async function reload(): Promise<void> {
    const mine = (turn += 1)
    const began = Date.now()
    busy.value = true
    try {
      const answer = await ask()
      if (gone || mine !== turn) return
      value.value = answer
      problem.value = null
    } catch (error) {
      if (!gone && mine === turn) problem.value = error
    } finally {
      if (mine === turn) {
        busy.value = false
        took = Date.now() - began
      }
    }
  }

  // One call at a time, and as long a rest after each as it took: however often things change, what
  // is asked for comes, and a manager that is slow is not asked more for it.
  let asked = Date.now()
  let waiting: ReturnType<typeof setTimeout> | undefined
  function refresh(): void {
    if (waiting !== undefined) return
    const rest = busy.value ? REST_MS : Math.max(0, asked + Math.max(REST_MS, 2 * took) - Date.now())
    waiting = setTimeout(() => {
      waiting = undefined
      if (gone) return
      if (busy.value || Date.now() < asked + 2 * took) refresh()
      else {
        asked = Date.now()
        void reload()
      }
    }, rest)
  }

  void reload()
  if (everyMs > 0) {
    const timer = setInterval(() => {
      const rests = subjects.length > 0 && eventsCome.value && Date.now() - asked < ANYWAY_EVERY_MS
      if (!document.hidden && !rests) refresh()
    }, everyMs)
    onBeforeUnmount(() => clearInterval(timer))
  }
  if (subjects.length > 0) {
    const forget = onChange((changed) => {
      if (changed === 'all' || subjects.some((each) => changed.has(each))) refresh()
    })
    onBeforeUnmount(forget)
  }
  onBeforeUnmount(() => {
    gone = true
    clearTimeout(waiting)
  })
  return { value, problem, busy, reload }
}

// Something a person asked for: one at a time, with its failure kept for the page to show.
export function useAct(): {
  busy: Ref<boolean>
  problem: ShallowRef<unknown>
  act: <T>(doing: () => Promise<T>) => Promise<T | undefined>
} {
  const busy = ref(false)
  const problem = shallowRef<unknown>(null)
  async function act<T>(doing: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = true
    problem.value = null
    try {
      return await doing()
    } catch (error) {
      problem.value = error
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { busy, problem, act }
}
