// Where a draft would stand: days of the Chinese calendar, and blocks beside each other.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CalendarDay } from '@/api/calendar'
import type { DayRule } from '@/api/days'
import type { Schedule } from '@/api/models'
import { blocksOf, firstHour, placeBlocks, runsOfDisplay, runsOfUnit, type Block } from '@/plain/blocks'
import { holdsOn, selects, stretchesOn, type Days } from '@/plain/calendar'
import { readHolidayFile, yearsWanted } from '@/plain/holidays'
import { levelAt } from '@/plain/levels'
import { bodyOf, draftOf, emptyDraft, lackOf } from '@/plain/schedule_draft'
import { choiceOf, parseTags, tagsHold, textOfChoice } from '@/plain/tags'
import { addDays, instantOf, isoDay, rangeOf, useTimeZone } from '@/plain/time'

// The new year of 2027: the 12th month has 29 days, 6 February is the first day of the year.
const days: Days = new Map(
  Array.from({ length: 40 }, (_, index): [string, CalendarDay] => {
    const date = addDays('2027-01-20', index)
    const since = index - 17 // 6 February
    const lunar = since >= 0 ? { month: 1, day: since + 1 } : { month: 12, day: 30 + since }
    const festivals = date === '2027-02-06' ? ['chunjie'] : date === '2027-02-05' ? ['chuxi'] : []
    const term = date === '2027-02-04' ? { solar_term: 'lichun' } : {}
    return [date, { date, lunar: { year: 2026, leap_month: false, text: '', ...lunar }, festivals, names: [], kind: 'workday', ...term }]
  }),
)
const chosen = (rule: DayRule, first = '2027-01-25', count = 20): string[] =>
  Array.from({ length: count }, (_, index) => addDays(first, index)).filter((date) => selects(rule, date, days))

beforeEach(() => useTimeZone('Asia/Shanghai'))
afterEach(() => useTimeZone(undefined))

describe('a rule of days', () => {
  it('runs over the lunar new year', () => {
    const found = chosen({ lunar_range: { first: { month: 12, day: 28 }, last: { month: 1, day: 2 } } })
    expect(found).toEqual(['2027-02-04', '2027-02-05', '2027-02-06', '2027-02-07'])
  })
  it('counts from a festival or a solar term, before and after', () => {
    expect(chosen({ around: { festival: 'chunjie', first: -2, last: 0 } })).toEqual(['2027-02-04', '2027-02-05', '2027-02-06'])
    expect(chosen({ around: { solar_term: 'lichun', first: 1, last: 1 } })).toEqual(['2027-02-05'])
  })
  it('takes market days of both kinds', () => {
    expect(chosen({ lunar_market: { digits: [0] } }, '2027-02-06')).toEqual(['2027-02-15', '2027-02-25'])
    expect(chosen({ market_cycle: { anchor: '2027-02-03', every_days: 5 } }, '2027-01-28', 12)).toEqual(['2027-01-29', '2027-02-03', '2027-02-08'])
  })
  it('repeats by weeks, by the last weekday of a month, and on single dates', () => {
    expect(chosen({ recurrence: { start: '2027-01-25', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO' } })).toEqual(['2027-01-25', '2027-02-08'])
    expect(chosen({ recurrence: { start: '2027-01-01', rule: 'FREQ=MONTHLY;BYDAY=-1FR' } })).toEqual(['2027-01-29'])
    expect(chosen({ recurrence: { start: '2027-01-01', rule: 'FREQ=MONTHLY;BYMONTHDAY=-1' } })).toEqual(['2027-01-31'])
    expect(chosen({ recurrence: { start: '2027-02-01', dates: ['2027-01-28'], rule: 'FREQ=DAILY;UNTIL=20270202', exceptions: ['2027-02-01'] } })).toEqual(['2027-01-28', '2027-02-02'])
  })
  it('selects nothing where the calendar is not known', () => {
    expect(selects({ kinds: ['workday'] }, '2030-01-01', days)).toBe(false)
    expect(selects({ lunar_market: { digits: [1] } }, '2030-01-01', days)).toBe(false)
  })
  it('must hold together with dates and weekdays', () => {
    const times = { first: '2027-02-01', weekdays: ['mon' as const], on: [{ lunar_market: { digits: [5, 2] } }] }
    expect(['2027-01-25', '2027-02-01', '2027-02-08'].map((date) => holdsOn(times, date, days))).toEqual([false, true, false])
  })
})

describe('the hours of a day', () => {
  it('belong to the day they start, also over midnight', () => {
    const times = { first: '2027-02-01', last: '2027-02-01', windows: [{ start: '22:00', end: '06:00' }] }
    expect(stretchesOn(times, '2027-02-01', days)).toEqual([{ from: 1320, until: 1440 }])
    expect(stretchesOn(times, '2027-02-02', days)).toEqual([{ from: 0, until: 360 }])
    expect(stretchesOn(times, '2027-02-03', days)).toEqual([])
  })
  it('are those of the first exception that fits', () => {
    const on = [{ around: { festival: 'chuxi', first: 0, last: 0 } }]
    expect(stretchesOn({ exceptions: [{ on, windows: [] }] }, '2027-02-05', days)).toEqual([])
    expect(stretchesOn({ exceptions: [{ on, windows: [{ start: '08:00', end: '09:00' }] }] }, '2027-02-05', days)).toEqual([{ from: 480, until: 540 }])
  })
})

describe('blocks', () => {
  it('of a unit join what touches and end at midnight', () => {
    const run = (from: string, until: string, displays: number) => ({ from: `2027-02-${from}:00+08:00`, until: `2027-02-${until}:00+08:00`, displays, shown_s: 1 })
    const row = { schedule_id: 'a', schedule: '甲', program_id: 'p', priority: 'high' as const, interrupt: false }
    const runs = [run('01T08:00', '01T09:00', 3), run('01T09:00', '01T10:00', 5), run('01T22:00', '02T02:00', 3)]
    const schedules = [{ ...row, runs }, { ...row, schedule_id: 'b', schedule: '乙', interrupt: true, runs: [run('01T09:00', '01T10:00', 2)] }]
    const found = blocksOf(runsOfUnit({ from: '', until: '', displays: 5, cut: false, schedules }))
    expect(found.map(({ date, from, until, name, tone, displays }) => [date, from, until, name, tone, displays])).toEqual([
      ['2027-02-01', 480, 600, '甲', 'high', 5],
      ['2027-02-01', 1320, 1440, '甲', 'high', 3],
      ['2027-02-01', 540, 600, '乙', 'interrupt', 2],
      ['2027-02-02', 0, 120, '甲', 'high', 3],
    ])
  })
  it('of a display tell filler and off hours too, and nothing of last good', () => {
    const span = (rung: string, hour: number, shares: object[] = []) => ({ from: `2027-02-01T0${hour}:00:00+08:00`, until: `2027-02-01T0${hour + 1}:00:00+08:00`, rung, shares })
    const share = { schedule_id: 'a', schedule: '甲', shown_s: 1, plays: 1 }
    const spans = [span('off', 1), span('filler', 2, [share]), span('scheduled', 3, [share, { ...share, schedule_id: 'b', interrupt: true }]), span('last_good', 4)]
    const found = blocksOf(runsOfDisplay({ spans } as never, () => 'low'))
    expect(found.map(({ tone, from, schedule }) => [tone, from, schedule])).toEqual([['low', 180, 'a'], ['interrupt', 180, 'b'], ['filler', 120, undefined], ['off', 60, undefined]])
  })
  const block = (key: string, from: number, until: number, more: Partial<Block> = {}): Block => ({ key, date: '2027-02-01', from, until, tone: 'normal', name: key, displays: 1, ...more })
  it('stand beside each other where they overlap, drafts first and interrupts narrower', () => {
    const { placed } = placeBlocks([block('a', 480, 600), block('i', 500, 520, { tone: 'interrupt' }), block('d', 490, 700, { draft: true }), block('z', 900, 960)], 4)
    const at = new Map(placed.map(({ block: each, left, width }) => [each.key, [left, width]]))
    expect(at.get('z')).toEqual([0, 1])
    expect(at.get('d')?.[0]).toBe(0)
    expect(at.get('i')?.[1]).toBeLessThan(at.get('a')?.[1] ?? 0)
  })
  it('that find no room are counted, and filler stands behind all', () => {
    const { placed, hidden } = placeBlocks([block('f', 0, 1440, { tone: 'filler' }), ...['a', 'b', 'c'].map((key) => block(key, 480, 600))], 2)
    expect(hidden).toEqual([{ from: 480, count: 1 }])
    expect(placed.map((each) => [each.block.key, each.width])).toEqual([['f', 1], ['a', 0.5], ['b', 0.5]])
  })
  it('begin the calendar at six unless something happens before', () => {
    expect([firstHour([block('a', 0, 1440)]), firstHour([block('a', 300, 600)]), firstHour([block('f', 0, 390, { tone: 'off' })])]).toEqual([6, 0, 6])
  })
})

describe('tags', () => {
  const holds = (text: string, ...tags: string[]): boolean => tagsHold(parseTags(text) ?? { kind: 'tag', tag: '?' }, new Set(tags))
  it('bind as written: not, then and, then or', () => {
    expect([holds('户外 and (led or not 地铁)', '户外'), holds('户外 and (led or not 地铁)', '户外', '地铁')]).toEqual([true, false])
    expect([holds('a or b and c', 'a'), holds('(a or b) and c', 'a')]).toEqual([true, false])
    expect([holds('户外 & ！地铁', '户外'), holds('户外 且 （a 或 b）', '户外', 'b'), holds('"or" or x', 'or')]).toEqual([true, true, true])
    expect(['', 'a and', 'a b', '(a', 'not', 'a)'].map(parseTags)).toEqual([null, null, null, null, null, null])
  })
  it('go from chips to text and back', () => {
    for (const text of ['户外', '户外 or led', '户外 and led', '(户外 or led) and not 地铁', '户外 and not "夜 市"']) {
      expect(textOfChoice(choiceOf(text) ?? { mode: 'any', wanted: [], unwanted: [] })).toBe(text)
    }
    expect(choiceOf('a and (b or not c)')).toBeNull()
  })
})

describe('the form of a schedule', () => {
  const stored = {
    id: 's', unit_id: 'u', version: 1, name: '腊月', program_id: 'p', priority: 'high', any_time: true, campaign_id: 'c', period_ids: ['w'],
    times: { weekdays: ['sat', 'sun'], on: [{ lunar_market: { digits: [3] } }], windows: [{ start: '08:00', end: '20:00' }], exceptions: [{ on: [{ kinds: ['rest_day'] }], windows: [] }] },
    targets: { units: ['u'], tags: '户外' }, weight: 2, plays_per_hour_max: 6, repeat_gap_s: 300,
  } as unknown as Schedule
  it('sends back what was stored', () => {
    const { id, version, ...rest } = stored as unknown as Record<string, unknown>
    expect(bodyOf(draftOf(stored), 'u', 'x')).toEqual(rest)
  })
  it('sends no pace beside a share of voice', () => {
    const body = bodyOf({ ...draftOf(stored), interrupt: true, interruptMinutes: 1.5 }, 'u', 'x')
    expect(body.interrupt_seconds_per_hour).toBe(90)
    expect(Object.keys(body).filter((name) => ['weight', 'plays_per_hour_max', 'repeat_gap_s'].includes(name))).toEqual([])
  })
  it('says what is missing, and nothing more than was chosen is sent', () => {
    const draft = { ...emptyDraft(new Date('2027-01-01T04:00:00Z')), program: 'p' }
    expect(lackOf(draft)).toBe('还没选屏幕。')
    const whole = { ...draft, targets: { units: ['u'], tags: '户外' } }
    expect(lackOf({ ...draft, targets: { units: ['u'], tags: '户外 and' } })).toMatch(/写得不完整/)
    expect(lackOf(whole)).toBe('')
    expect(lackOf({ ...whole, hours: 'daypart' })).toBe('还没选时段。')
    expect(lackOf({ ...whole, last: '2026-12-01' })).toBe('最后一天在第一天前面。')
    expect(bodyOf(whole, 'u', '节目')).toEqual({
      unit_id: 'u', name: '节目', program_id: 'p', priority: 'normal', times: { first: '2027-01-01', last: '2027-01-30' }, targets: { units: ['u'], tags: '户外' },
    })
  })
})

describe('wall time', () => {
  it('becomes an instant, also where clocks change', () => {
    expect(instantOf('2027-02-05', 18 * 60).toISOString()).toBe('2027-02-05T10:00:00.000Z')
    useTimeZone('Europe/Berlin')
    expect([instantOf('2027-03-28', 0).toISOString(), instantOf('2027-03-28', 240).toISOString()]).toEqual(['2027-03-27T23:00:00.000Z', '2027-03-28T02:00:00.000Z'])
    expect(isoDay(instantOf('2027-03-28', 120))).toBe('2027-03-28')
  })
  it('says the year of a stretch once', () => {
    expect(rangeOf('2030-01-28', '2030-02-03')).toBe('2030年1月28日 – 2月3日')
    expect(rangeOf('2030-12-30', '2031-01-05')).toBe('2030年12月30日 – 2031年1月5日')
  })
})

describe('holidays of a year', () => {
  it('are read from a file, sorted, or refused with the place', () => {
    const day = { date: '2027-01-02', kind: 'workday', name: '' }
    expect(readHolidayFile(JSON.stringify({ source: '通知', days: [day, { date: '2027-01-01', kind: 'statutory_holiday', name: '元旦' }] }))).toMatchObject({ year: 2027, source: '通知', days: [{ date: '2027-01-01' }, day] })
    expect(() => readHolidayFile('[')).toThrow('不是 JSON')
    expect(() => readHolidayFile('{"days":[]}')).toThrow('days')
    expect(() => readHolidayFile(JSON.stringify([day, { date: '2027-1-3', kind: 'workday' }]))).toThrow('第 2 天')
    expect(() => readHolidayFile(JSON.stringify([day, { date: '2027-01-03', kind: 'holiday' }]))).toThrow('kind')
    expect(() => readHolidayFile(JSON.stringify([day, { date: '2028-01-03', kind: 'workday' }]))).toThrow('2028-01-03')
  })
  it('are wanted for the next year from November on', () => {
    expect([yearsWanted('2026-10-31'), yearsWanted('2026-11-01')]).toEqual([[2026], [2026, 2027]])
  })
})

describe('a level', () => {
  it('goes straight from point to point, over midnight from the last to the first', () => {
    const curve = [{ at: '06:00', percent: 40 }, { at: '18:00', percent: 100 }]
    expect([6, 12, 18, 0].map((hour) => levelAt(curve, hour * 60))).toEqual([40, 70, 100, 70])
    expect(levelAt([], 600)).toBe(100)
  })
})
