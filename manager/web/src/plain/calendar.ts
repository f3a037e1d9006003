// Which days a rule selects, so that what is not published yet can be drawn. What plays is decided
// by the manager and by players; this only shows where a draft would stand.
import type { CalendarDay } from '@/api/calendar'
import type { DayRule, DayWindow, Times, Weekday } from '@/api/days'
import { addDays, daysBetween, minutesOf, weekdayOf } from './time'

export const WEEKDAYS: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const RRULE_DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const DAY_MINUTES = 1440
const LEAP = 50 // a leap month comes after the ordinary one of its number

// Days by their date; what lies outside is not known.
export type Days = Map<string, CalendarDay>

export const weekdayNamed = (isoDate: string): Weekday => WEEKDAYS[weekdayOf(isoDate)] as Weekday
const within = (date: string, first?: string, last?: string): boolean => (!first || date >= first) && (!last || date <= last)

export function ruleParts(rule: string): Map<string, string> {
  return new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string]))
}

const listOf = (parts: Map<string, string>, name: string): string[] => parts.get(name)?.split(',') ?? []
const yearOf = (date: string): number => Number(date.slice(0, 4))
const monthOf = (date: string): number => Number(date.slice(5, 7))
const dayOf = (date: string): number => Number(date.slice(8, 10))
const monthLength = (date: string): number => new Date(Date.UTC(yearOf(date), monthOf(date), 0)).getUTCDate()

// How many whole turns of the frequency lie between the start and the day.
function turnsSince(start: string, date: string, frequency: string): number {
  if (frequency === 'DAILY') return daysBetween(start, date)
  if (frequency === 'WEEKLY') return Math.floor(daysBetween(addDays(start, -weekdayOf(start)), date) / 7)
  const years = yearOf(date) - yearOf(start)
  return frequency === 'MONTHLY' ? years * 12 + monthOf(date) - monthOf(start) : years
}

// MO: every Monday; 2MO: the second of the month; -1MO: the last.
function isByDay(date: string, value: string): boolean {
  if (RRULE_DAYS[weekdayOf(date)] !== value.slice(-2)) return false
  const ordinal = Number(value.slice(0, -2))
  if (!ordinal) return true
  return ordinal > 0 ? Math.ceil(dayOf(date) / 7) === ordinal : Math.ceil((monthLength(date) - dayOf(date) + 1) / 7) === -ordinal
}

function recurs(start: string, rule: string, date: string): boolean {
  const parts = ruleParts(rule)
  const frequency = parts.get('FREQ') ?? 'DAILY'
  const until = parts.get('UNTIL')?.replace(/^(\d{4})(\d\d)(\d\d).*/, '$1-$2-$3')
  if (!within(date, start, until)) return false
  if (turnsSince(start, date, frequency) % Number(parts.get('INTERVAL') ?? 1) !== 0) return false
  const months = listOf(parts, 'BYMONTH').map(Number)
  const monthDays = listOf(parts, 'BYMONTHDAY').map(Number)
  const byDay = listOf(parts, 'BYDAY')
  if (months.length ? !months.includes(monthOf(date)) : frequency === 'YEARLY' && monthOf(date) !== monthOf(start)) return false
  if (monthDays.length && !monthDays.includes(dayOf(date)) && !monthDays.includes(dayOf(date) - monthLength(date) - 1)) return false
  if (byDay.length) return byDay.some((value) => isByDay(date, value))
  if (monthDays.length || frequency === 'DAILY') return true
  return frequency === 'WEEKLY' ? weekdayOf(date) === weekdayOf(start) : dayOf(date) === dayOf(start)
}

function near(rule: NonNullable<DayRule['around']>, date: string, days: Days): boolean {
  for (let offset = rule.first; offset <= rule.last; offset += 1) {
    const occasion = days.get(addDays(date, -offset))
    if (!occasion) continue
    if (rule.festival ? occasion.festivals.includes(rule.festival) : occasion.solar_term === rule.solar_term) return true
  }
  return false
}

export function selects(rule: DayRule, date: string, days: Days): boolean {
  const day = days.get(date)
  if (rule.dates) return within(date, rule.dates.first, rule.dates.last)
  if (rule.recurrence) {
    const { start, rule: text, dates, exceptions } = rule.recurrence
    if (exceptions?.includes(date)) return false
    return (dates?.includes(date) ?? false) || (text !== undefined && recurs(start, text, date))
  }
  if (rule.market_cycle) {
    const { anchor, every_days } = rule.market_cycle
    return daysBetween(anchor, date) % every_days === 0
  }
  if (rule.around) return near(rule.around, date, days)
  if (rule.kinds) return day?.kind !== undefined && rule.kinds.includes(day.kind)
  if (!day?.lunar) return false
  if (rule.lunar_market) return rule.lunar_market.digits.includes(day.lunar.day % 10)
  if (rule.lunar_range) {
    const order = (each: { month: number; day: number; leap_month?: boolean }): number => each.month * 100 + each.day + (each.leap_month ? LEAP : 0)
    const [first, last, here] = [order(rule.lunar_range.first), order(rule.lunar_range.last), order(day.lunar)]
    return first <= last ? here >= first && here <= last : here >= first || here <= last
  }
  return false
}

const ofWeekday = (weekdays: Weekday[] | undefined, date: string): boolean =>
  !weekdays?.length || weekdays.includes(weekdayNamed(date))

export function holdsOn(times: Times, date: string, days: Days): boolean {
  if (!within(date, times.first, times.last) || !ofWeekday(times.weekdays, date)) return false
  return !times.on?.length || times.on.some((rule) => selects(rule, date, days))
}

export interface Stretch {
  from: number // minutes since midnight
  until: number
}

function windowsOf(times: Times, date: string, days: Days): DayWindow[] | null {
  const own = times.exceptions?.find((exception) => exception.on.some((rule) => selects(rule, date, days)))
  if (own) return own.windows.length ? own.windows : null
  return times.windows?.length ? times.windows : [{ start: '00:00', end: '24:00' }]
}

// What of a day the times cover, with what runs over from the day before.
export function stretchesOn(times: Times, date: string, days: Days): Stretch[] {
  const found: Stretch[] = []
  for (const offset of [-1, 0]) {
    const started = addDays(date, offset)
    if (!holdsOn(times, started, days)) continue
    for (const window of windowsOf(times, started, days) ?? []) {
      if (!ofWeekday(window.weekdays, started)) continue
      const from = minutesOf(window.start) + offset * DAY_MINUTES
      const end = minutesOf(window.end) + offset * DAY_MINUTES
      const until = end <= from ? end + DAY_MINUTES : end
      if (until > 0 && from < DAY_MINUTES) found.push({ from: Math.max(0, from), until: Math.min(DAY_MINUTES, until) })
    }
  }
  return found.sort((a, b) => a.from - b.from)
}
