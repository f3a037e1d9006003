// Instants and durations as people say them, on the organisation's wall clock.
import { languageNow } from '@/i18n'

let zone: string | undefined

// IANA name; the browser's own zone until the organisation's is known.
export function useTimeZone(name: string | undefined): void {
  zone = name || undefined
}

function parts(date: Date): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  return Object.fromEntries(format.formatToParts(date).map((part) => [part.type, part.value]))
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

// 14:21 today, else 11月24日 14:21
export function whenText(instant: string | Date, now: Date = new Date()): string {
  const date = typeof instant === 'string' ? new Date(instant) : instant
  return isoDay(date) === isoDay(now) ? clockText(date) : `${dayText(date)} ${clockText(date)}`
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
