// A schedule as the form holds it, and as the manager takes it.
import type { Daypart, Period } from '@/api/calendar'
import type { DayException, DayRule, DayWindow, Times, Weekday } from '@/api/days'
import type { Priority, Schedule, Targets } from '@/api/models'
import type { ScheduleBody } from '@/api/schedules'
import { t } from '@/i18n'
import { stretchesOn, WEEKDAYS, type Days, type Stretch } from './calendar'
import { parseTags } from './tags'
import { nothingIn } from './targets'
import { addDays, isoDay } from './time'

export interface ScheduleDraft {
  program: string
  name: string
  targets: Targets
  priority: Priority
  first: string
  last: string // empty: open
  weekdays: Weekday[]
  on: DayRule[]
  periods: string[]
  hours: 'all' | 'own' | 'daypart'
  daypart: string
  windows: DayWindow[]
  exceptions: DayException[]
  interrupt: boolean
  interruptMinutes: number
  weight: number
  playsMax: number // 0: any number
  gapMinutes: number
  campaign: string
  anyTime: boolean
}

const DAYS_AHEAD = 29
const DEFAULT_WINDOW: DayWindow = { start: '08:00', end: '20:00' }

export const emptyDraft = (now: Date, program = ''): ScheduleDraft => ({
  program,
  name: '',
  targets: {},
  priority: 'normal',
  first: isoDay(now),
  last: addDays(isoDay(now), DAYS_AHEAD),
  weekdays: [],
  on: [],
  periods: [],
  hours: 'all',
  daypart: '',
  windows: [{ ...DEFAULT_WINDOW }],
  exceptions: [],
  interrupt: false,
  interruptMinutes: 3,
  weight: 1,
  playsMax: 0,
  gapMinutes: 0,
  campaign: '',
  anyTime: false,
})

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
const shortWindow = (window: DayWindow): DayWindow => ({ ...window, start: window.start.slice(0, 5), end: window.end.slice(0, 5) })

export function draftOf(schedule: Schedule): ScheduleDraft {
  const { times } = schedule
  const windows = (times.windows ?? []).map(shortWindow)
  const interrupt = schedule.interrupt_seconds_per_hour ?? 0
  return {
    program: schedule.program_id,
    name: schedule.name,
    targets: copy(schedule.targets),
    priority: schedule.priority,
    first: times.first ?? '',
    last: times.last ?? '',
    weekdays: times.weekdays?.length === 7 ? [] : (times.weekdays ?? []),
    on: copy(times.on ?? []),
    periods: schedule.period_ids ?? [],
    hours: schedule.daypart_id ? 'daypart' : windows.length ? 'own' : 'all',
    daypart: schedule.daypart_id ?? '',
    windows: windows.length ? windows : [{ ...DEFAULT_WINDOW }],
    exceptions: copy(times.exceptions ?? []).map(({ on, windows: own }) => ({ on, windows: own.map(shortWindow) })),
    interrupt: interrupt > 0,
    interruptMinutes: interrupt > 0 ? interrupt / 60 : 3,
    weight: schedule.weight ?? 1,
    playsMax: schedule.plays_per_hour_max ?? 0,
    gapMinutes: (schedule.repeat_gap_s ?? 0) / 60,
    campaign: schedule.campaign_id ?? '',
    anyTime: schedule.any_time,
  }
}

// What a form leaves open is not sent, so that what is stored says no more than was chosen.
export function timesOf(draft: ScheduleDraft): Times {
  return {
    ...(draft.first ? { first: draft.first } : {}),
    ...(draft.last ? { last: draft.last } : {}),
    ...(draft.weekdays.length && draft.weekdays.length < 7 ? { weekdays: WEEKDAYS.filter((day) => draft.weekdays.includes(day)) } : {}),
    ...(draft.on.length ? { on: draft.on } : {}),
    ...(draft.hours === 'own' ? { windows: draft.windows.map(sendableWindow) } : {}),
    ...(draft.exceptions.length && draft.hours !== 'daypart'
      ? { exceptions: draft.exceptions.map(({ on, windows }) => ({ on, windows: windows.map(sendableWindow) })) }
      : {}),
  }
}

// What of a day the draft would cover, with the names it refers to.
export function stretchesOf(draft: ScheduleDraft, named: { periods: Period[]; daypart: Daypart | undefined }, date: string, days: Days): Stretch[] {
  const times = timesOf(draft)
  const on = [...(times.on ?? []), ...named.periods.flatMap((period) => period.days)]
  const hours = named.daypart ? { windows: named.daypart.windows, exceptions: named.daypart.exceptions ?? [] } : {}
  return stretchesOn({ ...times, on, ...hours }, date, days)
}

export const sendableWindow = ({ start, end, weekdays }: DayWindow): DayWindow =>
  weekdays?.length && weekdays.length < 7 ? { start, end, weekdays } : { start, end }

// A share of voice is all the pace of an interrupt.
export const paceOf = ({ interrupt, weight, playsMax, gapMinutes }: ScheduleDraft): { weight: number; playsMax: number; gapSeconds: number } =>
  interrupt ? { weight: 1, playsMax: 0, gapSeconds: 0 } : { weight, playsMax, gapSeconds: Math.round(gapMinutes * 60) }

export function bodyOf(draft: ScheduleDraft, unit: string, programName: string): ScheduleBody {
  const { weight, playsMax, gapSeconds } = paceOf(draft)
  return {
    unit_id: unit,
    name: draft.name.trim() || programName,
    program_id: draft.program,
    priority: draft.priority,
    times: timesOf(draft),
    targets: draft.targets,
    ...(draft.anyTime ? { any_time: true } : {}),
    ...(draft.campaign ? { campaign_id: draft.campaign } : {}),
    ...(draft.hours === 'daypart' && draft.daypart ? { daypart_id: draft.daypart } : {}),
    ...(draft.periods.length ? { period_ids: draft.periods } : {}),
    ...(draft.interrupt ? { interrupt_seconds_per_hour: Math.round(draft.interruptMinutes * 60) } : {}),
    ...(weight > 1 ? { weight } : {}),
    ...(playsMax > 0 ? { plays_per_hour_max: playsMax } : {}),
    ...(gapSeconds > 0 ? { repeat_gap_s: gapSeconds } : {}),
  }
}

// A stored schedule as it is sent to be stored so again.
export function bodyAgain(schedule: Schedule): ScheduleBody {
  const { unit_id, name, program_id, priority, times, targets, any_time, campaign_id, daypart_id, period_ids } = schedule
  const { interrupt_seconds_per_hour, weight, plays_per_hour_max, repeat_gap_s } = schedule
  return {
    unit_id, name, program_id, priority, times, targets, any_time, period_ids,
    interrupt_seconds_per_hour, weight, plays_per_hour_max, repeat_gap_s,
    ...(campaign_id ? { campaign_id } : {}),
    ...(daypart_id ? { daypart_id } : {}),
  }
}

const badWindow = ({ start, end }: DayWindow): boolean => !start || !end || start === end

// What is still missing, in words; empty when it can be published.
export function lackOf(draft: ScheduleDraft): string {
  if (!draft.program) return t('schedule.needs_program')
  if (nothingIn(draft.targets)) return t('schedule.needs_target')
  if (draft.targets.tags && !draft.targets.units?.length) return t('schedule.needs_unit')
  if (draft.targets.tags && !parseTags(draft.targets.tags)) return t('tags.malformed')
  if (draft.hours === 'daypart' && !draft.daypart) return t('schedule.needs_daypart')
  const exceptions = draft.hours === 'daypart' ? [] : draft.exceptions
  const windows = [...(draft.hours === 'own' ? draft.windows : []), ...exceptions.flatMap((each) => each.windows)]
  if ((draft.hours === 'own' && draft.windows.length === 0) || windows.some(badWindow)) return t('schedule.needs_hours')
  if (draft.first && draft.last && draft.last < draft.first) return t('schedule.needs_dates')
  return exceptions.some((each) => each.on.length === 0) ? t('schedule.needs_exception') : ''
}
