// What would come of a schedule, asked a moment after the last change.
import { onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { checkSchedule, type ScheduleBody, type ScheduleCheck } from '@/api/schedules'
import { patiently } from './patience'

const QUIET_MS = 500

export type CheckBody = ScheduleBody & { id?: string; from: string; days: number }

// `body` is null while something is missing. The result before stays until the new one is there, but
// not past a change after which nothing can be asked.
export function useCheck(body: () => CheckBody | null) {
  const result = shallowRef<ScheduleCheck | null>(null)
  const problem = shallowRef<unknown>(null)
  const busy = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = new AbortController()

  async function ask(): Promise<void> {
    running.abort()
    running = new AbortController()
    const { signal } = running
    const asked = body()
    problem.value = null
    busy.value = asked !== null
    if (!asked) {
      result.value = null
      return
    }
    try {
      const answer = await patiently(() => checkSchedule(asked, signal), () => signal.aborted)
      if (!signal.aborted) result.value = answer
    } catch (error) {
      if (signal.aborted) return
      result.value = null
      problem.value = error
    } finally {
      if (!signal.aborted) busy.value = false
    }
  }

  watch(
    () => JSON.stringify(body()),
    () => {
      clearTimeout(timer)
      busy.value = body() !== null
      timer = setTimeout(() => void ask(), QUIET_MS)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => {
    clearTimeout(timer)
    running.abort()
  })
  return { result, problem, busy, ask }
}
