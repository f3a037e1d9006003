// What is stored of one schedule and what is being written: kept in this browser until it is published,
// and two people who change the same one.
import { computed, ref, shallowRef, watch } from 'vue'
import type { Schedule } from '@/api/models'
import { createSchedule, readSchedule, replaceSchedule, type ScheduleBody } from '@/api/schedules'
import { draftOf, emptyDraft, type ScheduleDraft } from '@/plain/schedule_draft'
import { useConflict } from './conflict'
import { useDraft } from './drafts'
import { useAct } from './load'

// `id` is empty for a new schedule.
export function useScheduleDraft(id: string) {
  const { busy, problem, act } = useAct()
  const stored = shallowRef<Schedule | null>(null)
  const draft = ref<ScheduleDraft>(emptyDraft(new Date()))
  const keeper = useDraft(`schedule.${id || 'new'}`, draft)
  const restored = ref(keeper.restored)
  const dropped = shallowRef<ScheduleDraft | null>(null)
  const newest = useConflict(problem, () => readSchedule(id))
  const settled = computed(() => JSON.stringify(draft.value) === JSON.stringify(stored.value ? draftOf(stored.value) : emptyDraft(new Date())))
  watch(settled, (same) => {
    if (same) restored.value = false
  })

  function take(schedule: Schedule): void {
    stored.value = schedule
    draft.value = draftOf(schedule)
    keeper.settle(schedule.version)
  }
  async function load(): Promise<void> {
    const schedule = id ? await act(() => readSchedule(id)) : undefined
    if (!schedule) return
    stored.value = keeper.asBegun(schedule)
    // What somebody had begun to write here stays.
    if (!keeper.restored) take(schedule)
  }
  void load()

  async function publish(body: ScheduleBody): Promise<Schedule | undefined> {
    const before = stored.value
    const done = await act(() => (before ? replaceSchedule(before, body) : createSchedule(body)))
    if (!done) return undefined
    dropped.value = null
    keeper.settle(done.version)
    return done
  }
  // As it is stored, or empty.
  function startOver(): void {
    if (stored.value) take(stored.value)
    else draft.value = emptyDraft(new Date())
    restored.value = false
    keeper.settle()
  }
  return {
    stored, draft, restored, settled, dropped, newest, busy, problem, publish, startOver,
    // What was written can be brought back until the next is published.
    discard(): void {
      dropped.value = draft.value
      startOver()
    },
    bringBack(): void {
      if (dropped.value) draft.value = dropped.value
      dropped.value = null
    },
    // Somebody else changed it: mine over theirs, or theirs.
    keepMine(body: () => ScheduleBody): Promise<Schedule | undefined> {
      stored.value = newest.value
      return publish(body())
    },
    takeTheirs(): void {
      if (newest.value) take(newest.value)
      problem.value = null
    },
  }
}
