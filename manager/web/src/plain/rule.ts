// A schedule read back in one sentence.
import type { Priority, Times } from '@/api/models'
import { t } from '@/i18n'
import { calendarDayText } from './time'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]
export const PRIORITIES: Priority[] = ['urgent', 'high', 'normal', 'low']

function datesText(times: Times): string {
  const first = times.first && calendarDayText(times.first)
  const last = times.last && calendarDayText(times.last)
  if (first && last) return first === last ? t('rule.on', { day: first }) : t('rule.between', { first, last })
  if (first) return t('rule.from', { first })
  if (last) return t('rule.until', { last })
  return t('rule.from_now')
}

function daysText(times: Times): string {
  const days = WEEKDAYS.filter((day) => times.weekdays?.includes(day))
  if (days.length === 0 || days.length === 7) return t('rule.daily')
  if (days.join() === 'mon,tue,wed,thu,fri') return t('rule.workdays')
  if (days.join() === 'sat,sun') return t('rule.weekend')
  return t('rule.on_days', { days: days.map((day) => t(`weekday.${day}`)).join(t('rule.comma')) })
}

function hoursText(times: Times): string {
  const windows = times.windows ?? []
  if (windows.length === 0) return t('rule.all_day')
  return windows
    .map((window) => {
      const hours = { start: window.start.slice(0, 5), end: window.end.slice(0, 5) }
      return hours.end <= hours.start ? t('rule.over_midnight', hours) : t('rule.hours', hours)
    })
    .join(t('rule.comma'))
}

export const timesText = (times: Times): string => [datesText(times), daysText(times), hoursText(times)].join(t('rule.comma'))

export function ruleSentence(rule: { program: string; where: string; times: Times; priority: Priority }): string {
  return t('rule.sentence', {
    when: timesText(rule.times),
    where: rule.where,
    program: rule.program,
    priority: t(`priority.${rule.priority}`),
  })
}
