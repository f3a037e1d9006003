// What a press on "market days" or "lunar dates" starts with, and whether a rule comes every year.
import type { DayRule } from '@/api/days'

export const RULE_KINDS = ['workdays', 'market', 'lunar', 'festival', 'solar_term', 'repeat', 'dates'] as const
export type RuleKind = (typeof RULE_KINDS)[number]

export function presetOf(kind: RuleKind, today: string): DayRule {
  switch (kind) {
    case 'workdays':
      return { kinds: ['workday'] }
    case 'market':
      return { lunar_market: { digits: [3, 6, 9] } }
    case 'lunar':
      return { lunar_range: { first: { month: 12, day: 23 }, last: { month: 1, day: 15 } } }
    case 'festival':
      return { around: { festival: 'chunjie', first: 0, last: 0 } }
    case 'solar_term':
      return { around: { solar_term: 'qingming', first: 0, last: 0 } }
    case 'repeat':
      return { recurrence: { start: today, rule: 'FREQ=MONTHLY;BYMONTHDAY=1' } }
    case 'dates':
      return { recurrence: { start: today, dates: [today] } }
  }
}

export function kindOf(rule: DayRule): RuleKind | 'range' {
  if (rule.kinds) return 'workdays'
  if (rule.lunar_market || rule.market_cycle) return 'market'
  if (rule.lunar_range) return 'lunar'
  if (rule.around) return rule.around.festival ? 'festival' : 'solar_term'
  if (rule.recurrence) return rule.recurrence.rule ? 'repeat' : 'dates'
  return 'range'
}

// Such a rule is meant for every year, not for the next thirty days.
export const comesEveryYear = (rule: DayRule): boolean => ['lunar', 'festival', 'solar_term'].includes(kindOf(rule))

// All of its days lie after `day` (2027-02-01).
export const startsAfter = (rule: DayRule, day: string): boolean => (rule.dates?.first ?? rule.recurrence?.start ?? '') > day

// The days of a list of dates in the order of the calendar, begun by the first.
export function datesRule(dates: string[]): DayRule {
  const sorted = [...new Set(dates)].sort()
  return { recurrence: { start: sorted[0] ?? '', dates: sorted } }
}
