// A block that was put somewhere else: what that shall mean, what would come of it, and saved or put
// back. A block of the form's own schedule changes the form; any other is published at once.
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import type { Schedule } from '@/api/models'
import { readSchedule, replaceSchedule } from '@/api/schedules'
import { t } from '@/i18n'
import type { Block } from '@/plain/blocks'
import type { Days } from '@/plain/calendar'
import { fixedWhy, heldAt, meaningOf, type Held, type Meaning } from '@/plain/drop'
import { bodyAgain, bodyOf, draftOf, type ScheduleDraft } from '@/plain/schedule_draft'
import { isoDay } from '@/plain/time'
import { useCheck } from './check'
import { useConflict } from './conflict'
import type { Put } from './hand'
import { useAct } from './load'
import type { useScheduleForm } from './schedule_form'

const CHECK_DAYS_MAX = 14
const SETTLED_MS = 6500 // until manifests say what was published

export type Way = 'only' | 'every'
export interface Dropped extends Put {
  name: string
  schedule: Schedule | null // null: the form's own
  before: ScheduleDraft
  meaning: Meaning
}
type Undo = { schedule: Schedule; before: Schedule } | { draft: ScheduleDraft }

const FIXED_TONES = ['filler', 'off', 'notice', 'black']

export function useDrop(
  id: string,
  form: ReturnType<typeof useScheduleForm>,
  about: { schedules: () => Schedule[]; days: () => Days; run: () => { first: string; days: number } },
) {
  const dropped = shallowRef<Dropped | null>(null)
  const way = ref<Way | ''>('')
  const undoing = shallowRef<Undo | null>(null)
  const shown = shallowRef<{ schedule: string; draft: ScheduleDraft } | null>(null)
  const { busy, problem, act } = useAct()
  const undone = useAct()
  const newest = useConflict(problem, () => readSchedule(dropped.value?.schedule?.id ?? ''))
  let settling: ReturnType<typeof setTimeout> | undefined
  onBeforeUnmount(() => clearTimeout(settling))

  const isOwn = (block: Block): boolean => block.draft === true || (id !== '' && block.schedule === id)
  const storedOf = (block: Block): Schedule | undefined => about.schedules().find((each) => each.id === block.schedule)
  const draftFor = (block: Block): ScheduleDraft | null => {
    if (isOwn(block)) return form.draft.value
    const stored = storedOf(block)
    return stored ? draftOf(stored) : null
  }
  const after = computed<ScheduleDraft | null>(() => {
    const change = way.value && dropped.value?.meaning[way.value]
    return change && 'draft' in change ? change.draft : null
  })
  const programName = computed(() => (after.value ? form.programNameOf(after.value) : ''))
  const bodyFor = (draft: ScheduleDraft, schedule: Schedule) => bodyOf(draft, schedule.unit_id, form.programNameOf(draft))
  const check = useCheck(() => {
    const schedule = dropped.value?.schedule
    if (!schedule || !after.value || !programName.value) return null
    const { first, days } = about.run()
    const today = isoDay(new Date())
    return { ...bodyFor(after.value, schedule), id: schedule.id, from: first < today ? today : first, days: Math.min(days, CHECK_DAYS_MAX) }
  })

  function putBack(): void {
    dropped.value = null
    way.value = ''
    problem.value = null
  }
  async function publish(): Promise<Schedule | undefined> {
    const schedule = dropped.value?.schedule
    const draft = after.value
    if (!schedule || !draft) return undefined
    const done = await act(() => replaceSchedule(schedule, bodyFor(draft, schedule)))
    if (!done) return undefined
    undoing.value = { schedule: done, before: schedule }
    show(done)
    putBack()
    return done
  }
  // Drawn as it was saved until the displays' own plans say so.
  function show(schedule: Schedule): void {
    shown.value = { schedule: schedule.id, draft: draftOf(schedule) }
    clearTimeout(settling)
    settling = setTimeout(() => (shown.value = null), SETTLED_MS)
  }

  return {
    dropped, way, after, check, busy, problem, newest, undoing, putBack, publish, isOwn,
    undoProblem: undone.problem,
    undoBusy: undone.busy,
    sentence: computed(() => (after.value ? form.sentenceOf(after.value) : '')),
    saidOf: form.saidOf,
    theirs: draftOf,
    // What can be gripped at a minute of a block; or why nothing can.
    hold(block: Block, minutes: number): Held | string {
      if (FIXED_TONES.includes(block.tone)) return t(`drag.why_${block.tone}`)
      const draft = draftFor(block)
      if (!draft) return t('drag.why_unseen')
      const named = form.namedOf(draft)
      return fixedWhy(draft, named) || (heldAt(draft, named, { date: block.date, minutes }, about.days()) ?? t('drag.why_elsewhere'))
    },
    put(put: Put): void {
      const before = draftFor(put.block)
      if (!before) return
      const schedule = isOwn(put.block) ? null : (storedOf(put.block) ?? null)
      const meaning = meaningOf(before, form.namedOf(before), put.held, put.to, about.days(), isoDay(new Date()))
      problem.value = null
      undone.problem.value = null
      undoing.value = null
      dropped.value = { ...put, schedule, before, meaning, name: put.block.name }
      const can = (['only', 'every'] as const).filter((each) => meaning[each] && 'draft' in meaning[each])
      way.value = can.length === 1 && can[0] ? can[0] : ''
    },
    // Into the form: nothing is published yet.
    useInForm(): void {
      if (!after.value) return
      undoing.value = { draft: form.draft.value }
      form.draft.value = after.value
      putBack()
    },
    // Somebody else saved first: mine over theirs, or theirs.
    async keepMine(): Promise<Schedule | undefined> {
      if (!dropped.value || !newest.value) return undefined
      dropped.value = { ...dropped.value, schedule: newest.value }
      return publish()
    },
    async undo(): Promise<boolean> {
      const last = undoing.value
      if (!last) return false
      if ('draft' in last) {
        form.draft.value = last.draft
        undoing.value = null
        return true
      }
      const back = await undone.act(() => replaceSchedule(last.schedule, bodyAgain(last.before)))
      undoing.value = null
      if (back) show(back)
      return back !== undefined
    },
    // Where something that is not in the plans yet stands on a day.
    drawn(date: string): { instead: (block: Block) => boolean; blocks: Block[] } | null {
      const pending = dropped.value
      if (pending && after.value) {
        const blocks = form.blocksOn(after.value, date, about.days())
        const own = pending.schedule === null
        return { instead: (block) => (own ? isOwn(block) : block.schedule === pending.schedule?.id), blocks }
      }
      const saved = shown.value
      if (!saved) return null
      const blocks = form.blocksOn(saved.draft, date, about.days()).map((block) => ({ ...block, key: `saved ${block.key}`, draft: false, schedule: saved.schedule }))
      return { instead: (block) => block.schedule === saved.schedule, blocks }
    },
  }
}
