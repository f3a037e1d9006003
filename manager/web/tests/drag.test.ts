// A block of the calendar that is put somewhere else: where it stands under the hand, and what that
// means for its rule.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CalendarDay, Daypart } from '@/api/calendar'
import { useLanguage } from '@/i18n'
import { stretchesOn, type Days } from '@/plain/calendar'
import { dragged, heldWithin, piecesOf, strideOf, type Span } from '@/plain/drag'
import { spanWords } from '@/plain/drag_words'
import { changes, fixedWhy, heldAt, meaningOf, type Change, type Held, type Named } from '@/plain/drop'
import { timesText } from '@/plain/rule'
import { emptyDraft, timesOf, type ScheduleDraft } from '@/plain/schedule_draft'
import { addDays, useTimeZone } from '@/plain/time'

const MONDAY = '2027-02-01'
const TODAY = '2027-01-20'
const NONE: Named = { periods: [], daypart: undefined }
const days: Days = new Map(
  Array.from({ length: 40 }, (_, index): [string, CalendarDay] => {
    const date = addDays('2027-01-20', index)
    const since = index - 17
    const lunar = since >= 0 ? { month: 1, day: since + 1 } : { month: 12, day: 30 + since }
    return [date, { date, lunar: { year: 2026, leap_month: false, text: '', ...lunar }, festivals: [], names: [], kind: 'workday' }]
  }),
)
const draftWith = (change: Partial<ScheduleDraft>): ScheduleDraft => ({ ...emptyDraft(new Date('2027-01-25T00:00:00Z'), 'p'), first: '', last: '', ...change })
const own = (start: string, end: string): Partial<ScheduleDraft> => ({ hours: 'own', windows: [{ start, end }] })
const at = (date: string, from: number, until: number): Span => ({ date, from: from * 60, until: until * 60 })
const hold = (draft: ScheduleDraft, date: string, hour: number): Held => {
  const held = heldAt(draft, NONE, { date, minutes: hour * 60 }, days)
  if (!held) throw new Error(`nothing stands on ${date} at ${hour}`)
  return held
}
const meaning = (draft: ScheduleDraft, held: Held, to: Span) => meaningOf(draft, NONE, held, to, days, TODAY)
const draftOf = (change: Change | null): ScheduleDraft => {
  if (!change || !('draft' in change)) throw new Error(`refused: ${change ? change.why : 'not asked'}`)
  return change.draft
}
const whyOf = (change: Change | null): string => (change && 'why' in change ? change.why : '')
const hours = (draft: ScheduleDraft, date: string): string =>
  stretchesOn(timesOf(draft), date, days).map(({ from, until }) => `${from / 60}-${until / 60}`).join()
const week = (draft: ScheduleDraft): string[] => Array.from({ length: 7 }, (_, index) => hours(draft, addDays(MONDAY, index)))

beforeEach(() => {
  useTimeZone('Asia/Shanghai')
  useLanguage('zh-CN')
})
afterEach(() => useTimeZone(undefined))

describe('a stretch under the hand', () => {
  const span = { date: MONDAY, from: 487, until: 727 } // 08:07-12:07
  it('snaps to the step when it is moved, and keeps its length', () => {
    expect(dragged(span, 'whole', { days: 0, minutes: 20 }, 15)).toEqual({ date: MONDAY, from: 510, until: 750 })
    expect(dragged(span, 'whole', { days: 0, minutes: 20 }, 5)).toEqual({ date: MONDAY, from: 505, until: 745 })
  })
  it('keeps its exact minutes when only the day changes', () => {
    expect(dragged(span, 'whole', { days: 2, minutes: 0 }, 15)).toEqual({ date: '2027-02-03', from: 487, until: 727 })
  })
  it('stays within its day, and is never shorter than a step', () => {
    expect(dragged(span, 'whole', { days: 0, minutes: 5000 }, 15)).toEqual({ date: MONDAY, from: 1200, until: 1440 })
    expect(dragged(span, 'whole', { days: 0, minutes: -5000 }, 15)).toEqual({ date: MONDAY, from: 0, until: 240 })
    expect(dragged(span, 'start', { days: 0, minutes: 5000 }, 15)).toEqual({ date: MONDAY, from: 712, until: 727 })
    expect(dragged(span, 'end', { days: 0, minutes: 5000 }, 15)).toEqual({ date: MONDAY, from: 487, until: 1440 })
  })
  it('may run over midnight when it did before, a day long at most', () => {
    const night = { date: MONDAY, from: 22 * 60, until: 30 * 60 }
    expect(dragged(night, 'end', { days: 0, minutes: 5000 }, 15).until).toBe(night.from + 1440)
    expect(dragged(night, 'whole', { days: 0, minutes: 60 }, 15)).toEqual({ date: MONDAY, from: 23 * 60, until: 31 * 60 })
    expect(piecesOf(night)).toEqual([{ date: MONDAY, from: 1320, until: 1440 }, { date: '2027-02-02', from: 0, until: 360 }])
  })
  it('does not leave the days that are looked at', () => {
    expect(heldWithin({ ...span, date: '2027-01-30' }, MONDAY, '2027-02-07').date).toBe(MONDAY)
    expect(heldWithin({ ...span, date: '2027-02-09' }, MONDAY, '2027-02-07').date).toBe('2027-02-07')
  })
  it('is moved and stretched by the arrow keys', () => {
    const key = (name: string, shiftKey = false, altKey = false) => strideOf({ key: name, shiftKey, altKey })
    expect(key('ArrowDown')).toEqual({ grip: 'whole', days: 0, minutes: 15 })
    expect(key('ArrowUp', false, true)).toEqual({ grip: 'whole', days: 0, minutes: -5 })
    expect(key('ArrowLeft')).toEqual({ grip: 'whole', days: -1, minutes: 0 })
    expect(key('ArrowDown', true)).toEqual({ grip: 'end', days: 0, minutes: 15 })
    expect(key('ArrowRight', true, true)).toEqual({ grip: 'start', days: 0, minutes: 5 })
    expect(key('ArrowLeft', false, true)).toBeNull() // back, in a browser
    expect(key('Enter')).toBeNull()
  })
  it('says its day and hours exactly', () => {
    expect(spanWords({ date: MONDAY, from: 510, until: 1440 })).toMatch(/2月1日 周一 08:30–24:00$/)
    expect(spanWords({ date: MONDAY, from: 1320, until: 1800 })).toMatch(/22:00–次日 06:00$/)
  })
})

describe('what stands at a minute of a day', () => {
  it('is a window of the rule, or of an exception of that day', () => {
    const draft = draftWith({ ...own('08:00', '12:00'), exceptions: [{ on: [{ dates: { first: MONDAY, last: MONDAY } }], windows: [{ start: '09:00', end: '10:00' }] }] })
    expect(hold(draft, '2027-02-02', 9)).toMatchObject({ from: 480, until: 720, exception: -1, window: 0 })
    expect(hold(draft, MONDAY, 9)).toMatchObject({ from: 540, until: 600, exception: 0, window: 0 })
    expect(heldAt(draft, NONE, { date: MONDAY, minutes: 660 }, days)).toBeNull()
  })
  it('belongs to the day it starts when it runs over midnight', () => {
    expect(hold(draftWith(own('22:00', '06:00')), '2027-02-02', 3)).toMatchObject({ date: MONDAY, from: 1320, until: 1800 })
  })
  it('cannot be gripped where the hours have a name', () => {
    const draft = draftWith({ hours: 'daypart', daypart: 'd' })
    const named = { periods: [], daypart: { id: 'd', name: '地铁运营', windows: [{ start: '06:30', end: '22:30' }] } as unknown as Daypart }
    expect(fixedWhy(draft, named)).toContain('地铁运营')
    expect(heldAt(draft, named, { date: MONDAY, minutes: 600 }, days)).toBeNull()
    expect(fixedWhy(draftWith(own('08:00', '12:00')), NONE)).toBe('')
  })
})

describe('only this day', () => {
  const daily = draftWith(own('08:00', '12:00'))
  it('other hours are an exception of that day, read back in the rule', () => {
    const found = draftOf(meaning(daily, hold(daily, MONDAY, 9), at(MONDAY, 9, 13)).only)
    expect(week(found).slice(0, 3)).toEqual(['9-13', '8-12', '8-12'])
    expect(timesText(timesOf(found))).toContain('2月1日当天改为 09:00–13:00')
  })
  it('to a day on which it plays anyway it is added, and the first day is off', () => {
    const found = draftOf(meaning(daily, hold(daily, MONDAY, 9), at('2027-02-02', 14, 18)).only)
    expect(week(found).slice(0, 3)).toEqual(['', '8-12,14-18', '8-12'])
    expect(timesText(timesOf(found))).toContain('2月1日当天不放')
  })
  it('to a day that no weekday selects the rule gains that day', () => {
    const weekly = draftWith({ ...own('08:00', '12:00'), weekdays: ['mon', 'wed'] })
    const found = draftOf(meaning(weekly, hold(weekly, MONDAY, 9), at('2027-02-02', 9, 13)).only)
    expect(week(found)).toEqual(['', '9-13', '8-12', '', '', '', ''])
    expect(hours(found, '2027-02-08')).toBe('8-12')
    expect(hours(found, '2027-02-09')).toBe('')
  })
  it('a lunar day can be put on another for once', () => {
    const lunar = draftWith({ ...own('08:00', '12:00'), on: [{ lunar_market: { digits: [5] } }] }) // 25th of the 12th month
    const found = draftOf(meaning(lunar, hold(lunar, '2027-02-01', 9), at('2027-02-03', 8, 12)).only)
    expect(hours(found, '2027-02-01')).toBe('')
    expect(hours(found, '2027-02-03')).toBe('8-12')
    expect(hours(found, '2027-02-10')).toBe('8-12') // 5th of the first month
  })
  it('a second drop on the same day replaces the first', () => {
    const once = draftOf(meaning(daily, hold(daily, MONDAY, 9), at(MONDAY, 9, 13)).only)
    const twice = draftOf(meaning(once, hold(once, MONDAY, 9), at(MONDAY, 10, 14)).only)
    expect(twice.exceptions).toHaveLength(1)
    expect(hours(twice, MONDAY)).toBe('10-14')
  })
  it('only the window that was held moves', () => {
    const two = draftWith({ hours: 'own', windows: [{ start: '08:00', end: '12:00' }, { start: '14:00', end: '18:00' }] })
    expect(hours(draftOf(meaning(two, hold(two, MONDAY, 15), at(MONDAY, 15, 19)).only), MONDAY)).toBe('8-12,15-19')
  })
  it('is refused beyond the dates, into what is over, and out of what is over', () => {
    const dated = draftWith({ ...own('08:00', '12:00'), first: MONDAY, last: '2027-02-03' })
    expect(whyOf(meaning(dated, hold(dated, MONDAY, 9), at('2027-02-04', 8, 12)).only)).toContain('日期范围')
    const past = meaningOf(daily, NONE, hold(daily, MONDAY, 9), at('2027-02-02', 8, 12), days, '2027-02-02')
    expect(whyOf(past.only)).toContain('已经过去')
  })
})

describe('every time', () => {
  it('other hours change the rule itself', () => {
    const daily = draftWith({ hours: 'all' })
    const found = draftOf(meaning(daily, hold(daily, MONDAY, 9), at(MONDAY, 9, 24)).every)
    expect(week(found)).toEqual(Array(7).fill('9-24'))
    expect(timesText(timesOf(found))).toContain('09:00–24:00')
  })
  it('one weekday becomes another', () => {
    const weekly = draftWith({ ...own('08:00', '12:00'), weekdays: ['mon'] })
    const found = draftOf(meaning(weekly, hold(weekly, MONDAY, 9), at('2027-02-04', 9, 13)).every)
    expect(week(found)).toEqual(['', '', '', '9-13', '', '', ''])
    expect(timesText(timesOf(found))).toContain('每逢周四')
  })
  it('of several weekdays the one that was held moves, and the others keep their hours', () => {
    const weekly = draftWith({ ...own('08:00', '12:00'), weekdays: ['mon', 'wed'] })
    const found = draftOf(meaning(weekly, hold(weekly, MONDAY, 9), at('2027-02-02', 9, 13)).every)
    expect(week(found)).toEqual(['', '9-13', '8-12', '', '', '', ''])
    const alike = draftOf(meaning(weekly, hold(weekly, MONDAY, 9), at('2027-02-02', 8, 12)).every)
    expect(alike.weekdays).toEqual(['tue', 'wed'])
    expect(alike.windows).toEqual([{ start: '08:00', end: '12:00' }])
  })
  it('a weekly recurrence and single dates move, within their week', () => {
    const weekly = draftWith({ ...own('08:00', '12:00'), on: [{ recurrence: { start: MONDAY, rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO' } }] })
    const found = draftOf(meaning(weekly, hold(weekly, MONDAY, 9), at('2027-02-03', 8, 12)).every)
    expect([hours(found, '2027-02-03'), hours(found, MONDAY), hours(found, '2027-02-10'), hours(found, '2027-02-17')]).toEqual(['8-12', '', '', '8-12'])
    const dates = draftWith({ ...own('08:00', '12:00'), on: [{ recurrence: { start: MONDAY, dates: [MONDAY, '2027-02-03'] } }] })
    expect(draftOf(meaning(dates, hold(dates, MONDAY, 9), at('2027-02-05', 8, 12)).every).on[0]?.recurrence?.dates).toEqual(['2027-02-03', '2027-02-05'])
  })
  it('what is there once moves without a question', () => {
    const once = draftWith({ ...own('08:00', '12:00'), first: MONDAY, last: MONDAY })
    const found = meaning(once, hold(once, MONDAY, 9), at('2027-02-03', 9, 13))
    expect(found.only).toBeNull()
    expect(draftOf(found.every)).toMatchObject({ first: '2027-02-03', last: '2027-02-03' })
    expect(hours(draftOf(found.every), '2027-02-03')).toBe('9-13')
  })
  it('says why a day cannot move', () => {
    const to = at('2027-02-03', 8, 12)
    const why = (change: Partial<ScheduleDraft>): string => {
      const draft = draftWith({ ...own('08:00', '12:00'), ...change })
      return whyOf(meaning(draft, hold(draft, MONDAY, 9), to).every)
    }
    expect(why({})).toContain('天天都放')
    expect(why({ on: [{ lunar_market: { digits: [5] } }] })).toContain('农历')
    expect(why({ on: [{ kinds: ['workday'] }] })).toContain('工作日')
    expect(why({ on: [{ recurrence: { start: MONDAY, rule: 'FREQ=DAILY;COUNT=9' } }] })).toContain('导入')
    expect(why({ on: [{ recurrence: { start: MONDAY, rule: 'FREQ=MONTHLY;BYMONTHDAY=1' } }] })).toContain('每月')
    expect(why({ weekdays: ['mon'], on: [{ kinds: ['workday'] }] })).toContain('同时限定')
    expect(why({ exceptions: [{ on: [{ dates: { first: MONDAY, last: '2027-02-02' } }], windows: [{ start: '08:00', end: '12:00' }] }] })).toContain('例外')
  })
  it('never answers with a rule that does not play where it was put', () => {
    const draft = draftWith({ ...own('08:00', '12:00'), first: MONDAY, last: '2027-02-03', on: [{ recurrence: { start: MONDAY, dates: [MONDAY] } }] })
    expect(whyOf(meaning(draft, hold(draft, MONDAY, 9), at('2027-02-05', 8, 12)).every)).toContain('日期范围')
  })
})

it('what was put back where it stood changes nothing', () => {
  const draft = draftWith(own('08:00', '12:00'))
  const held = hold(draft, MONDAY, 9)
  expect(changes(held, at(MONDAY, 8, 12))).toBe(false)
  expect(changes(held, at(MONDAY, 8, 13))).toBe(true)
})
