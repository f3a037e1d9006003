// Rules of days and hours in words.
import type { DayException, DayKind, DayRule, DayWindow, LunarDay, Weekday } from '@/api/days'
import { t } from '@/i18n'
import { ruleParts, WEEKDAYS } from './calendar'
import { calendarDayText } from './time'

export const FESTIVALS = [
  'chunjie', 'yuanxiao', 'longtaitou', 'shangsi', 'duanwu', 'qixi', 'zhongyuan', 'zhongqiu', 'chongyang', 'xiayuan', 'laba',
  'xiaonian_north', 'xiaonian_south', 'chuxi',
]
export const SOLAR_TERMS = [
  'xiaohan', 'dahan', 'lichun', 'yushui', 'jingzhe', 'chunfen', 'qingming', 'guyu', 'lixia', 'xiaoman', 'mangzhong', 'xiazhi',
  'xiaoshu', 'dashu', 'liqiu', 'chushu', 'bailu', 'qiufen', 'hanlu', 'shuangjiang', 'lidong', 'xiaoxue', 'daxue', 'dongzhi',
]
export const DAY_KINDS: DayKind[] = ['workday', 'rest_day', 'statutory_holiday']
const RRULE_DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const DATES_SAID = 3

const words = (key: string): string[] => t(key).split(' / ')
export const lunarMonthText = (month: number): string => words('lunar.months')[month - 1] ?? String(month)
export const lunarDayText = (day: number): string => words('lunar.days')[day - 1] ?? String(day)
export const lunarText = ({ month, day }: LunarDay): string => t('lunar.date', { month: lunarMonthText(month), day: lunarDayText(day) })
const joined = (all: string[]): string => all.join(t('rule.comma_between'))

export function weekdaysText(weekdays: Weekday[] | undefined): string {
  const days = WEEKDAYS.filter((day) => weekdays?.includes(day))
  if (days.length === 0 || days.length === 7) return t('rule.daily')
  if (days.join() === 'mon,tue,wed,thu,fri') return t('rule.workdays')
  if (days.join() === 'sat,sun') return t('rule.weekend')
  return t('rule.on_days', { days: joined(days.map((day) => t(`weekday.${day}`))) })
}

function rangeText(first?: string, last?: string): string {
  if (first && last) {
    const said = { first: calendarDayText(first), last: calendarDayText(last) }
    return first === last ? t('rule.on', { day: said.first }) : t('rule.between', said)
  }
  if (first) return t('rule.from', { first: calendarDayText(first) })
  return last ? t('rule.until', { last: calendarDayText(last) }) : t('rule.from_now')
}
export { rangeText as datesText }

function aroundText({ festival, solar_term, first, last }: NonNullable<DayRule['around']>): string {
  const name = festival ? t(`festival.${festival}`) : t(`solar_term.${solar_term ?? ''}`)
  const side = (offset: number): string =>
    offset === 0 ? t('around.itself') : offset < 0 ? t('around.before', { count: -offset }) : t('around.after', { count: offset })
  if (first === last) return first === 0 ? t('around.on', { name }) : t('around.one', { name, side: side(first) })
  return t('around.between', { name, first: side(first), last: side(last) })
}

function byDayText(value: string): string {
  const weekday = t(`weekday.${WEEKDAYS[RRULE_DAYS.indexOf(value.slice(-2))] ?? 'mon'}`)
  const ordinal = Number(value.slice(0, -2))
  return ordinal ? t('recur.nth', { nth: t(`recur.nth_${ordinal < 0 ? 'last' : ordinal}`), weekday }) : weekday
}

// Only what the page itself can make; anything else is told as imported.
function recurrenceText({ start, rule, dates }: NonNullable<DayRule['recurrence']>): string {
  if (!rule) {
    const all = [...(dates ?? [])].sort()
    const said = joined(all.slice(0, DATES_SAID).map(calendarDayText))
    return all.length > DATES_SAID ? t('recur.dates_more', { dates: said, count: all.length }) : said
  }
  const parts = ruleParts(rule)
  const known = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH']
  if ([...parts.keys()].some((name) => !known.includes(name))) return t('recur.imported', { start: calendarDayText(start) })
  const days = parts.get('BYDAY')?.split(',').map(byDayText) ?? []
  const monthDays = (parts.get('BYMONTHDAY')?.split(',') ?? []).map((day) =>
    Number(day) < 0 ? t('recur.last_day') : t('recur.month_day', { day }),
  )
  const months = (parts.get('BYMONTH')?.split(',') ?? []).map((month) => t(`recur.month_${month}`))
  const frequency = (parts.get('FREQ') ?? 'DAILY').toLowerCase()
  const count = Number(parts.get('INTERVAL') ?? 1)
  const every = count > 1 ? t(`recur.every_n_${frequency}`, { count }) : t(`recur.every_${frequency}`)
  const on = joined([...days, ...monthDays])
  return t('recur.sentence', { every, months: joined(months), on }).replace(/\s+/g, ' ').trim()
}

export function dayRuleText(rule: DayRule): string {
  if (rule.dates) return rangeText(rule.dates.first, rule.dates.last)
  if (rule.recurrence) return recurrenceText(rule.recurrence)
  if (rule.lunar_range) {
    const { first, last } = rule.lunar_range
    if (first.month === last.month && first.day === last.day) return t('lunar.on', { day: lunarText(first) })
    return t('lunar.between', { first: lunarText(first), last: lunarText(last) })
  }
  if (rule.around) return aroundText(rule.around)
  if (rule.lunar_market) {
    const digits = [...rule.lunar_market.digits].sort((a, b) => (a || 10) - (b || 10))
    return t('market.lunar', { digits: digits.map((digit) => words('market.digits')[digit] ?? '').join(t('market.between')) })
  }
  if (rule.market_cycle) return t('market.cycle', { count: rule.market_cycle.every_days, day: calendarDayText(rule.market_cycle.anchor) })
  const kinds = DAY_KINDS.filter((kind) => rule.kinds?.includes(kind))
  if (kinds.join() === 'workday') return t('kind.only_workdays')
  return joined(kinds.map((kind) => t(`kind.${kind}`)))
}

const hoursOf = (window: DayWindow): string => {
  const hours = { start: window.start.slice(0, 5), end: window.end.slice(0, 5) }
  const text = hours.end <= hours.start ? t('rule.over_midnight', hours) : t('rule.hours', hours)
  return window.weekdays?.length && window.weekdays.length < 7 ? t('rule.hours_on', { days: weekdaysText(window.weekdays), hours: text }) : text
}

export const windowsText = (windows: DayWindow[] | undefined): string =>
  windows?.length ? joined(windows.map(hoursOf)) : t('rule.all_day')

export function exceptionText({ on, windows }: DayException): string {
  const days = on.map(dayRuleText).join(t('rule.or'))
  return windows.length ? t('rule.exception', { days, hours: windowsText(windows) }) : t('rule.exception_off', { days })
}
