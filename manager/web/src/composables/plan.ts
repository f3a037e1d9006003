// What is planned for a unit or a display over some days, and what those days are in the calendar.
import { computed, watch } from 'vue'
import { readCalendar } from '@/api/calendar'
import { readTimeline } from '@/api/fleet'
import type { Timeline } from '@/api/models'
import { readUnitTimeline, type UnitTimeline } from '@/api/schedules'
import { runsOfDisplay, runsOfUnit, type Run, type ToneOf } from '@/plain/blocks'
import type { Days } from '@/plain/calendar'
import { addDays, instantOf } from '@/plain/time'
import { useLoad } from './load'

// Days before and after that a rule such as "three days before the festival" looks at.
const MARGIN_DAYS = 10
const CALENDAR_DAYS_MAX = 200 // of one answer
const TIMELINE_DAYS_MAX = 21
const FRESH_EVERY_MS = 60_000

export interface Scope {
  kind: 'unit' | 'display'
  id: string
}

export interface Stretch {
  first: string
  days: number
}

// So many days, in stretches of at most `most`.
export function stretchesOf(first: string, days: number, most: number): Stretch[] {
  const found: Stretch[] = []
  for (let done = 0; done < days; done += most) found.push({ first: addDays(first, done), days: Math.min(most, days - done) })
  return found
}

interface Planned {
  units: UnitTimeline[]
  displays: Timeline[]
}

async function plannedFor(scope: Scope, stretches: Stretch[]): Promise<Planned> {
  const ends = stretches.map(({ first, days }) => [instantOf(first), instantOf(addDays(first, days))] as const)
  return scope.kind === 'display'
    ? { units: [], displays: await Promise.all(ends.map(([from, until]) => readTimeline(scope.id, from, until))) }
    : { units: await Promise.all(ends.map(([from, until]) => readUnitTimeline(scope.id, from, until))), displays: [] }
}

// `run` and `scope` are asked again whenever they change.
export function usePlan(scope: () => Scope | null, run: () => Stretch) {
  const calendar = useLoad(async () => {
    const { first, days } = run()
    const runs = stretchesOf(addDays(first, -MARGIN_DAYS), days + 2 * MARGIN_DAYS, CALENDAR_DAYS_MAX)
    const answers = await Promise.all(runs.map((each) => readCalendar(each.first, each.days)))
    return {
      days: new Map(answers.flatMap(({ items }) => items).map((day) => [day.date, day])) as Days,
      missing: [...new Set(answers.flatMap(({ missing_years }) => missing_years))],
    }
  })
  const timelines = useLoad(async () => {
    const asked = scope()
    const { first, days } = run()
    return asked ? plannedFor(asked, stretchesOf(first, days, TIMELINE_DAYS_MAX)) : { units: [], displays: [] }
  }, FRESH_EVERY_MS)

  watch(() => JSON.stringify(run()), () => void calendar.reload())
  watch(() => JSON.stringify([scope(), run()]), () => void timelines.reload())
  return {
    days: computed<Days>(() => calendar.value.value?.days ?? new Map()),
    missing: computed(() => calendar.value.value?.missing ?? []),
    runs: (toneOf: ToneOf): Run[] => {
      const { units, displays } = timelines.value.value ?? { units: [], displays: [] }
      return [...units.flatMap(runsOfUnit), ...displays.flatMap((each) => runsOfDisplay(each, toneOf))]
    },
    cut: computed(() => timelines.value.value?.units.some((each) => each.cut) || timelines.value.value?.displays.some((each) => each.cut) || false),
    ready: computed(() => timelines.value.value !== undefined),
    busy: timelines.busy,
    problem: computed(() => timelines.problem.value ?? calendar.problem.value),
    reload: () => Promise.all([calendar.reload(), timelines.reload()]),
  }
}
