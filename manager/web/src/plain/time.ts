// Instants and durations as people say them, on the organisation's wall clock.
import { languageNow } from '@/i18n'

let zone: string | undefined

// IANA name; the browser's own zone until the organisation's is known.
export function useTimeZone(name: string | undefined): void {
  zone = name || undefined
}

let clock: { zone: string | undefined; format: Intl.DateTimeFormat } | undefined

// Making a format is slow, and calendars ask often.
function clockFormat(): Intl.DateTimeFormat {
  if (clock?.zone === zone && clock) return clock.format
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric' } as const
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...numeric, ...time })
  clock = { zone, format }
  return format
}

function parts(date: Date): Record<string, string> {
  return Object.fromEntries(clockFormat().formatToParts(date).map((part) => [part.type, part.value]))
}

// 11月24日 / 24 Nov
export function dayText(date: Date): string {
  const options = { timeZone: zone, month: 'short', day: 'numeric' } as const
  return new Intl.DateTimeFormat(languageNow() === 'en' ? 'en-GB' : 'zh-CN', options).format(date)
}

// 2026-11-24 as 11月24日 / 24 Nov; the year when it is not this one.
export function calendarDayText(isoDate: string): string {
  const date = new Date(`${isoDate}T00:00:00Z`)
  const year = isoDate.slice(0, 4) === isoDay(new Date()).slice(0, 4) ? undefined : ('numeric' as const)
  const options = { timeZone: 'UTC', year, month: 'short', day: 'numeric' } as const
  return new Intl.DateTimeFormat(languageNow() === 'en' ? 'en-GB' : 'zh-CN', options).format(date)
}

// 2027年1月31日 – 2月6日 / 31 Jan – 6 Feb 2027: the year once where it is the same.
export function rangeOf(first: string, last: string): string {
  const [from, until] = [calendarDayText(first), calendarDayText(last)]
  const year = first.slice(0, 4)
  if (year !== last.slice(0, 4)) return `${from} – ${until}`
  const short = (text: string): string => text.replace(`${year}\u5e74`, '').replace(` ${year}`, '')
  return languageNow() === 'en' ? `${short(from)} – ${until}` : `${from} – ${short(until)}`
}

// 11月24日 周二 / Tue 24 Nov
export function dateText(date: Date): string {
  const en = languageNow() === 'en'
  const weekday = new Intl.DateTimeFormat(en ? 'en-GB' : 'zh-CN', { timeZone: zone, weekday: 'short' }).format(date)
  return en ? `${weekday} ${dayText(date)}` : `${dayText(date)} ${weekday}`
}

// 14:21
export function clockText(date: Date, seconds = false): string {
  const { hour, minute, second } = parts(date)
  return seconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`
}

// 2026-11-24
export function isoDay(date: Date): string {
  const { year, month, day } = parts(date)
  return `${year}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
}

// 14:21 today, else 11月24日 14:21, with the year when it is another.
export function whenText(instant: string | Date, now: Date = new Date()): string {
  const date = typeof instant === 'string' ? new Date(instant) : instant
  const [day, today] = [isoDay(date), isoDay(now)]
  if (day === today) return clockText(date)
  return `${day.slice(0, 4) === today.slice(0, 4) ? dayText(date) : calendarDayText(day)} ${clockText(date)}`
}

// The start of the day `before` days ago, on the organisation's wall clock.
export function dayStart(now: Date, before = 0): Date {
  const { hour, minute, second } = parts(now)
  const sinceMidnight = (Number(hour) * 60 + Number(minute)) * 60 + Number(second)
  return new Date(now.getTime() - sinceMidnight * 1000 - now.getMilliseconds() - before * 86_400_000)
}

// 3 天 4 小时 / 3 d 4 h: the two largest parts.
export function spanText(seconds: number): string {
  const zh = languageNow() !== 'en'
  const units: [number, string][] = [
    [86_400, zh ? '天' : 'd'],
    [3600, zh ? '小时' : 'h'],
    [60, zh ? '分' : 'min'],
    [1, zh ? '秒' : 's'],
  ]
  let left = Math.max(0, Math.round(seconds))
  const said: string[] = []
  for (const [length, name] of units) {
    const count = Math.floor(left / length)
    left -= count * length
    if (count > 0) said.push(`${count} ${name}`)
    if (said.length === 2) break
  }
  return said.join(' ') || `0 ${units[3]?.[1] ?? ''}`
}

// 0:08, 3:28: how long an item runs.
export function runText(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

// 00:00, 00:15, … 24:00 from `first` to `last`, both of them included.
export function quarterHours(first: string, last: string): string[] {
  const all = Array.from({ length: 24 * 4 + 1 }, (_, index) => {
    const two = (number: number): string => String(number).padStart(2, '0')
    return `${two(Math.floor(index / 4))}:${two((index % 4) * 15)}`
  })
  return all.filter((time) => time >= first && time <= last)
}

// 2026-11-24 and so many days later; dates are counted as they stand on the calendar.
export function addDays(isoDate: string, days: number): string {
  return new Date(Date.parse(`${isoDate}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

export const daysBetween = (first: string, last: string): number =>
  Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000)

// Monday is 0.
export const weekdayOf = (isoDate: string): number => (new Date(`${isoDate}T00:00:00Z`).getUTCDay() + 6) % 7

// Minutes since midnight of the day on which it lies.
export function minuteOfDay(date: Date): number {
  const { hour, minute } = parts(date)
  return Number(hour) * 60 + Number(minute)
}

// The instant of a wall time. Where clocks are put forward and it does not exist, a time near it.
export function instantOf(isoDate: string, minutes = 0): Date {
  const wall = Date.parse(`${isoDate}T00:00:00Z`) + minutes * 60_000
  let instant = wall
  for (let turn = 0; turn < 2; turn += 1) {
    const shown = new Date(instant)
    instant += wall - (Date.parse(`${isoDay(shown)}T00:00:00Z`) + minuteOfDay(shown) * 60_000)
  }
  return new Date(instant)
}

// 480 as 08:00; 1440 as 24:00
export function minutesText(minutes: number): string {
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

export function minutesOf(text: string): number {
  const [hours, minutes] = text.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}
