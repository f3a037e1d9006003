// A schedule read back in one sentence.
import type { Times } from '@/api/days'
import type { Priority } from '@/api/models'
import { t } from '@/i18n'
import { datesText, dayRuleText, exceptionText, weekdaysText, windowsText } from './day_words'

export const PRIORITIES: Priority[] = ['urgent', 'high', 'normal', 'low']

// What a schedule's times refer to by name.
export interface TimeNames {
  periods?: string[]
  daypart?: string
  standing?: boolean // a rule that holds until it is changed: "from now on" goes without saying
}

// Days of the year and days of the week; both said only where both limit something.
function daysText(times: Times, periods: string[]): string {
  const rules = [...(times.on ?? []).map(dayRuleText), ...periods.map((name) => t('rule.period', { name }))]
  if (rules.length === 0) return weekdaysText(times.weekdays)
  const said = rules.join(t('rule.or'))
  return times.weekdays?.length && times.weekdays.length < 7 ? t('rule.and', { days: said, weekdays: weekdaysText(times.weekdays) }) : said
}

export function timesText(times: Times, names: TimeNames = {}): string {
  const rules = (times.on?.length ?? 0) + (names.periods?.length ?? 0)
  const open = !times.first && !times.last
  const undated = open && (rules > 0 || names.standing === true)
  const hours = names.daypart ? t('rule.daypart', { name: names.daypart }) : windowsText(times.windows)
  return [
    ...(undated ? [] : [datesText(times.first, times.last)]),
    daysText(times, names.periods ?? []),
    hours,
    ...(times.exceptions ?? []).map(exceptionText),
  ].join(t('rule.comma'))
}

export interface Rule extends TimeNames {
  program: string
  where: string
  times: Times
  priority: Priority
  interrupt_s?: number
  weight?: number
  plays_max?: number
  gap_s?: number
}

const minutesOf = (seconds: number): number => Math.round(seconds / 6) / 10

// How it is played beside others: only what somebody chose.
function mannerText(rule: Rule): string[] {
  return [
    ...(rule.interrupt_s ? [t('rule.interrupt', { count: minutesOf(rule.interrupt_s) })] : []),
    t('rule.class', { priority: t(`priority.${rule.priority}`) }),
    ...((rule.weight ?? 1) > 1 ? [t('rule.weight', { count: rule.weight })] : []),
    ...(rule.plays_max ? [t('rule.plays_max', { count: rule.plays_max })] : []),
    ...(rule.gap_s ? [t('rule.gap', { count: minutesOf(rule.gap_s) })] : []),
  ]
}

export function ruleSentence(rule: Rule): string {
  return t('rule.sentence', {
    when: timesText(rule.times, rule),
    where: rule.where,
    program: rule.program,
    manner: mannerText(rule).join(t('rule.comma')),
  })
}
