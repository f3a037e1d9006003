// What it means for a schedule's rule that a stretch of its hours is put somewhere else: on that day
// alone, or every time it comes. What cannot be done says why.
import type { Daypart, Period } from '@/api/calendar'
import type { DayException, DayRule, DayWindow, Weekday } from '@/api/days'
import { t } from '@/i18n'
import { holdsOn, ruleParts, selects, WEEKDAYS, weekdayNamed, type Days } from './calendar'
import { sameSpan, type Span } from './drag'
import { timesOf, type ScheduleDraft } from './schedule_draft'
import { addDays, calendarDayText, daysBetween, minutesOf, minutesText } from './time'

// The names that a schedule refers to.
export interface Named {
  periods: Period[]
  daypart: Daypart | undefined
}

// One window of a rule where it stands on one day.
export interface Held extends Span {
  window: number // of `windows`, or of the exception's
  exception: number // -1: the ordinary hours
}

// Either what the schedule would be, or why not.
export type Change = { draft: ScheduleDraft } | { why: string }
export interface Meaning {
  only: Change | null // null: there is but one day, nothing to choose
  every: Change
}

const DAY_MINUTES = 1440
const WHOLE_DAY: DayWindow = { start: '00:00', end: '24:00' }
const RRULE_DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const RULES_SAID = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH']

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
const sameHours = (a: Span, b: Span): boolean => a.from === b.from && a.until === b.until
const endOf = (from: number, end: string): number => (minutesOf(end) <= from ? minutesOf(end) + DAY_MINUTES : minutesOf(end))
const spanOf = (date: string, { start, end }: DayWindow): Span => ({ date, from: minutesOf(start), until: endOf(minutesOf(start), end) })
const windowOf = ({ from, until }: Span): DayWindow => ({ start: minutesText(from), end: minutesText(until > DAY_MINUTES ? until - DAY_MINUTES : until) })
const isOn = ({ weekdays }: DayWindow, date: string): boolean => !weekdays?.length || weekdays.includes(weekdayNamed(date))
const daysOf = (draft: ScheduleDraft, named: Named) => ({ ...timesOf(draft), on: [...draft.on, ...named.periods.flatMap(({ days }) => days)] })
const holds = (draft: ScheduleDraft, named: Named, date: string, days: Days): boolean => holdsOn(daysOf(draft, named), date, days)
const baseOf = (draft: ScheduleDraft): DayWindow[] => (draft.hours === 'own' ? draft.windows : [WHOLE_DAY])
const exceptionOn = (draft: ScheduleDraft, date: string, days: Days): number =>
  draft.exceptions.findIndex(({ on }) => on.some((rule) => selects(rule, date, days)))

// The window that stands at a minute of a day; one of the evening before that runs over midnight too.
export function heldAt(draft: ScheduleDraft, named: Named, at: { date: string; minutes: number }, days: Days): Held | null {
  if (draft.hours === 'daypart') return null
  for (const offset of [0, -1]) {
    const date = addDays(at.date, offset)
    if (!holds(draft, named, date, days)) continue
    const minutes = at.minutes - offset * DAY_MINUTES
    const exception = exceptionOn(draft, date, days)
    const windows = exception < 0 ? baseOf(draft) : (draft.exceptions[exception]?.windows ?? [])
    const window = windows.findIndex((each) => {
      const { from, until } = spanOf(date, each)
      return isOn(each, date) && from <= minutes && minutes < until
    })
    const found = windows[window]
    if (found) return { ...spanOf(date, found), window, exception }
  }
  return null
}

// Why no part of it can be dragged at all; empty: it can.
export const fixedWhy = (draft: ScheduleDraft, named: Named): string =>
  draft.hours === 'daypart' ? t('drag.why_daypart', { name: named.daypart?.name ?? '' }) : ''

const oneDate = (rule: DayRule): string => {
  if (rule.dates?.first && rule.dates.first === rule.dates.last) return rule.dates.first
  const { rule: text, dates, exceptions } = rule.recurrence ?? {}
  return !text && dates?.length === 1 && !exceptions?.length ? (dates[0] ?? '') : ''
}
function isOnce(draft: ScheduleDraft): boolean {
  if (draft.first && draft.first === draft.last) return true
  const [rule, ...more] = draft.on
  return rule !== undefined && more.length === 0 && draft.periods.length === 0 && oneDate(rule) !== ''
}

// In order, each once, what overlaps joined: a window that runs over midnight stays as it is.
function joined(windows: DayWindow[]): DayWindow[] {
  const sorted = windows.map((each) => spanOf('', each)).sort((a, b) => a.from - b.from)
  const found: Span[] = []
  for (const each of sorted) {
    const before = found[found.length - 1]
    if (before && each.from <= before.until) before.until = Math.min(before.from + DAY_MINUTES, Math.max(before.until, each.until))
    else found.push({ ...each })
  }
  return found.map(windowOf)
}

const windowsOn = (draft: ScheduleDraft, date: string, days: Days): DayWindow[] => {
  const exception = draft.exceptions[exceptionOn(draft, date, days)]
  return (exception ? exception.windows : baseOf(draft)).filter((each) => isOn(each, date)).map(({ start, end }) => ({ start, end }))
}

// The first exception that fits counts, so that of one day stands before all others.
function withDay(draft: ScheduleDraft, date: string, windows: DayWindow[]): ScheduleDraft {
  const others = draft.exceptions.filter(({ on }) => !(on.length === 1 && on[0] && oneDate(on[0]) === date))
  return { ...draft, exceptions: [{ on: [{ dates: { first: date, last: date } }], windows }, ...others] }
}

const mondayOf = (date: string): string => addDays(date, -WEEKDAYS.indexOf(weekdayNamed(date)))

// A day more than the rule selects. Weekdays limit every rule, so they become one of them.
function withAlso(draft: ScheduleDraft, date: string): Change {
  if ((draft.first && date < draft.first) || (draft.last && date > draft.last)) return { why: t('drag.why_outside', { day: calendarDayText(date) }) }
  const also: DayRule = { dates: { first: date, last: date } }
  if (!draft.weekdays.length) return { draft: { ...draft, on: [...draft.on, also] } }
  if (draft.on.length || draft.periods.length) return { why: t('drag.why_both') }
  const byDay = WEEKDAYS.flatMap((day, index) => (draft.weekdays.includes(day) ? [RRULE_DAYS[index]] : [])).join(',')
  const weekly: DayRule = { recurrence: { start: draft.first || mondayOf(date), rule: `FREQ=WEEKLY;BYDAY=${byDay}` } }
  return { draft: { ...draft, weekdays: [], on: [weekly, also] } }
}

function onlyThisDay(draft: ScheduleDraft, named: Named, held: Held, to: Span, days: Days): Change {
  const own = windowsOn(draft, held.date, days)
  const moved = windowOf(held)
  const rest = own.filter(({ start, end }) => start !== moved.start || end !== moved.end)
  if (to.date === held.date) return { draft: withDay(draft, held.date, joined([...rest, windowOf(to)])) }
  const left = withDay(draft, held.date, rest)
  if (holds(draft, named, to.date, days)) return { draft: withDay(left, to.date, joined([...windowsOn(draft, to.date, days), windowOf(to)])) }
  const wider = withAlso(left, to.date)
  return 'why' in wider ? wider : { draft: withDay(wider.draft, to.date, [windowOf(to)]) }
}

function withHours(draft: ScheduleDraft, held: Held, to: Span): ScheduleDraft {
  if (sameHours(held, to)) return draft
  const put = (windows: DayWindow[]): DayWindow[] =>
    windows.map((each, index) => (index === held.window ? { ...each, ...windowOf(to) } : each))
  if (held.exception < 0) return { ...draft, hours: 'own', windows: put(baseOf(draft)) }
  const exceptions = draft.exceptions.map((each, index): DayException => (index === held.exception ? { ...each, windows: put(each.windows) } : each))
  return { ...draft, exceptions }
}

const swapped = (all: Weekday[], from: Weekday, to: Weekday): Weekday[] => WEEKDAYS.filter((day) => day === to || (day !== from && all.includes(day)))

// Every such weekday becomes another; the others keep their hours.
function withWeekday(draft: ScheduleDraft, held: Held, to: Span): ScheduleDraft {
  const [from, day] = [weekdayNamed(held.date), weekdayNamed(to.date)]
  const weekdays = draft.weekdays.length ? draft.weekdays : WEEKDAYS
  const windows = baseOf(draft).flatMap((each, index): DayWindow[] => {
    const own = WEEKDAYS.filter((one) => weekdays.includes(one) && (!each.weekdays?.length || each.weekdays.includes(one)))
    if (index !== held.window) return [{ ...each, weekdays: own }]
    const rest = own.filter((one) => one !== from)
    return [...(rest.length ? [{ ...each, weekdays: rest }] : []), { ...windowOf(to), weekdays: [day] }]
  })
  const used = WEEKDAYS.filter((one) => windows.some((each) => each.weekdays?.includes(one)))
  return { ...draft, hours: 'own', weekdays: used, windows }
}

// A rule of days whose day is moved by so many days; or why it cannot be.
function movedRule(rule: DayRule, held: Held, to: Span): DayRule | string {
  const by = daysBetween(held.date, to.date)
  if (rule.dates) {
    const { first, last } = rule.dates
    if (!first || !last) return t('drag.why_daily')
    return { dates: { first: addDays(first, by), last: addDays(last, by) } }
  }
  if (rule.recurrence) {
    const { start, rule: text, dates, exceptions } = rule.recurrence
    if (dates?.includes(held.date)) return { recurrence: { ...rule.recurrence, dates: dates.map((date) => (date === held.date ? to.date : date)).sort() } }
    const parts = ruleParts(text ?? '')
    if ([...parts.keys()].some((name) => !RULES_SAID.includes(name)) || exceptions?.length) return t('drag.why_imported')
    const days = parts.get('BYDAY')?.split(',') ?? []
    const [from, day] = [RRULE_DAYS[WEEKDAYS.indexOf(weekdayNamed(held.date))] ?? '', RRULE_DAYS[WEEKDAYS.indexOf(weekdayNamed(to.date))] ?? '']
    if (parts.get('FREQ') !== 'WEEKLY' || mondayOf(held.date) !== mondayOf(to.date)) return t('drag.why_recurring')
    parts.set('BYDAY', RRULE_DAYS.filter((one) => one === day || (one !== from && days.includes(one))).join(','))
    const begins = start > to.date ? to.date : start
    return { recurrence: { ...rule.recurrence, start: begins, rule: [...parts].map(([name, value]) => `${name}=${value}`).join(';') } }
  }
  if (rule.kinds) return t('drag.why_kinds')
  if (rule.market_cycle) return { market_cycle: { ...rule.market_cycle, anchor: addDays(rule.market_cycle.anchor, by) } }
  return t('drag.why_lunar')
}

function otherDay(draft: ScheduleDraft, held: Held, to: Span, days: Days): Change {
  const by = daysBetween(held.date, to.date)
  if (held.exception >= 0) return { why: t('drag.why_exception') }
  if (draft.first && draft.first === draft.last) return { draft: { ...withHours(draft, held, to), first: addDays(draft.first, by), last: addDays(draft.last, by) } }
  const index = draft.on.findIndex((rule) => selects(rule, held.date, days))
  const rule = draft.on[index]
  if (rule) {
    if (draft.weekdays.length && draft.weekdays.length < 7) return { why: t('drag.why_both') }
    const moved = movedRule(rule, held, to)
    if (typeof moved === 'string') return { why: moved }
    return { draft: { ...withHours(draft, held, to), on: draft.on.map((each, place) => (place === index ? moved : each)) } }
  }
  if (draft.periods.length) return { why: t('drag.why_period') }
  const limited = draft.weekdays.length > 0 && draft.weekdays.length < 7
  const byWindow = (baseOf(draft)[held.window]?.weekdays?.length ?? 0) > 0
  if (!limited && !byWindow) return { why: t('drag.why_daily') }
  const alike = baseOf(draft).length === 1 && !byWindow && (draft.weekdays.length === 1 || sameHours(held, to))
  if (!alike) return { draft: withWeekday(draft, held, to) }
  const [from, day] = [weekdayNamed(held.date), weekdayNamed(to.date)]
  return { draft: { ...withHours(draft, held, to), weekdays: swapped(draft.weekdays, from, day) } }
}

// What would not play where it was put is no answer.
const within = (change: Change, named: Named, date: string, days: Days): Change =>
  'why' in change || holds(change.draft, named, date, days) ? change : { why: t('drag.why_outside', { day: calendarDayText(date) }) }

// `today`: what is over stays as it was.
export function meaningOf(draft: ScheduleDraft, named: Named, held: Held, to: Span, days: Days, today: string): Meaning {
  const copyOf = copy(draft)
  const over = to.date < today ? { why: t('drag.why_over', { day: calendarDayText(to.date) }) } : null
  const every = to.date === held.date ? { draft: withHours(copyOf, held, to) } : (over ?? within(otherDay(copyOf, held, to, days), named, to.date, days))
  if (isOnce(copyOf)) return { only: null, every: over ?? every }
  const gone = held.date < today ? { why: t('drag.why_over', { day: calendarDayText(held.date) }) } : over
  return { only: gone ?? onlyThisDay(copyOf, named, held, to, days), every }
}

export const changes = (held: Held, to: Span): boolean => !sameSpan(held, to)
