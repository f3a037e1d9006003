// Schedules in words, in both languages.
import { afterEach, describe, expect, it } from 'vitest'
import type { DayRule, Weekday } from '@/api/days'
import { useLanguage } from '@/i18n'
import { dayRuleText, exceptionText, lunarDayText, windowsText } from '@/plain/day_words'
import { ruleSentence, timesText } from '@/plain/rule'

afterEach(() => useLanguage('zh-CN'))

const both = (rule: DayRule): [string, string] => {
  const zh = dayRuleText(rule)
  useLanguage('en')
  const en = dayRuleText(rule)
  useLanguage('zh-CN')
  return [zh, en]
}

describe('days in words', () => {
  it('names lunar days as people do', () => {
    expect([1, 10, 11, 20, 21, 29, 30].map(lunarDayText)).toEqual(['初一', '初十', '十一', '二十', '廿一', '廿九', '三十'])
  })
  it.each<[DayRule, string, string]>([
    [{ lunar_range: { first: { month: 12, day: 23 }, last: { month: 1, day: 15 } } }, '每年腊月廿三到正月十五', 'every year from day 23 of lunar month 12 to day 15 of lunar month 1'],
    [{ lunar_range: { first: { month: 11, day: 1 }, last: { month: 11, day: 1 } } }, '每年农历冬月初一', 'every year on day 1 of lunar month 11'],
    [{ around: { festival: 'chuxi', first: 0, last: 0 } }, '除夕当天', "on Lunar New Year's Eve"],
    [{ around: { festival: 'chunjie', first: -3, last: 1 } }, '春节前 3 天到后 1 天', 'Spring Festival, from 3 days before to 1 day after'],
    [{ around: { solar_term: 'qingming', first: -1, last: -1 } }, '清明前 1 天', '1 day before Clear and Bright'],
    [{ lunar_market: { digits: [3, 6, 9] } }, '农历逢三、六、九', 'lunar days ending in 3, 6, 9'],
    [{ lunar_market: { digits: [0, 5] } }, '农历逢五、十', 'lunar days ending in 5, 0'],
    [{ market_cycle: { anchor: '2020-01-01', every_days: 5 } }, '每 5 天一圩，从2020年1月1日算起', 'every 5 days, counted from 1 Jan 2020'],
    [{ kinds: ['workday'] }, '工作日（按调休）', 'workdays, with shifts'],
    [{ kinds: ['statutory_holiday', 'rest_day'] }, '休息日、法定节假日', 'Rest day, Public holiday'],
    [{ recurrence: { start: '2026-01-01', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE' } }, '每 2 周周一、周三', 'every 2 weeks Mon, Wed'],
    [{ recurrence: { start: '2026-01-01', rule: 'FREQ=MONTHLY;BYMONTHDAY=1,-1' } }, '每月1日、最后一天', 'every month on day 1, last day'],
    [{ recurrence: { start: '2026-01-01', rule: 'FREQ=MONTHLY;BYDAY=-1FR' } }, '每月最后一个周五', 'every month last Fri'],
    [{ recurrence: { start: '2026-01-01', rule: 'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=9' } }, '每年11月9日', 'every year November on day 9'],
    [{ recurrence: { start: '2020-01-03', dates: ['2020-01-08', '2020-01-03'] } }, '2020年1月3日、2020年1月8日', '3 Jan 2020, 8 Jan 2020'],
    [{ recurrence: { start: '2020-01-03', rule: 'FREQ=YEARLY;BYSETPOS=2;BYDAY=MO' } }, '导入的重复日期，从2020年1月3日起', 'imported days, from 3 Jan 2020 on'],
  ])('says %j', (rule, zh, en) => {
    expect(both(rule)).toEqual([zh, en])
  })
  it('says on which weekdays hours hold, and that they run over midnight', () => {
    const workdays: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri']
    const windows = [{ start: '07:00:00', end: '09:00:00', weekdays: workdays }, { start: '22:00', end: '06:00' }]
    expect(windowsText(windows)).toBe('周一到周五 07:00–09:00、22:00–次日 06:00')
  })
  it('says what exceptions do', () => {
    const on = [{ around: { festival: 'chuxi', first: 0, last: 0 } }]
    expect(exceptionText({ on, windows: [] })).toBe('除夕当天不放')
    expect(exceptionText({ on, windows: [{ start: '08:00', end: '12:00' }] })).toBe('除夕当天改为 08:00–12:00')
  })
})

describe('a schedule in one sentence', () => {
  const rule = {
    program: '春节防骗提醒',
    where: '青云区',
    priority: 'high' as const,
    times: { on: [{ lunar_range: { first: { month: 12, day: 23 }, last: { month: 1, day: 15 } } }], windows: [{ start: '08:00', end: '20:00' }] },
  }
  it('of every year says no dates', () => {
    expect(ruleSentence(rule)).toBe('每年腊月廿三到正月十五，08:00–20:00，在青云区放“春节防骗提醒”，优先级高。')
    useLanguage('en')
    expect(ruleSentence(rule)).toBe('"春节防骗提醒" on 青云区: every year from day 23 of lunar month 12 to day 15 of lunar month 1, 08:00–20:00; class high.')
  })
  it('says share of voice and pace only where they were chosen', () => {
    const paced = { ...rule, interrupt_s: 90, weight: 2, plays_max: 6, gap_s: 300 }
    expect(ruleSentence(paced)).toMatch(/每小时插播 1\.5 分钟，优先级高，轮播权重 2，每小时最多 6 次，两次至少隔 5 分钟。$/)
  })
  it('names periods and dayparts, and joins what limits the same day', () => {
    const times = { weekdays: ['sat' as const, 'sun' as const], on: [{ lunar_market: { digits: [5] } }] }
    expect(timesText(times, { periods: ['开学第一周'], daypart: '地铁运营' })).toBe('农历逢五，或时期“开学第一周”，且在周末，时段“地铁运营”')
  })
})
