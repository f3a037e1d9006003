// What the overview draws from, and what was asked for before the page's scripts were there.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { takeAhead } from '@/api/ahead'
import { bandCounts, bandOf, coverageOf } from '@/plain/coverage'
import { lunarText } from '@/plain/lunar'
import { numberText } from '@/plain/number'
import { useLanguage } from '@/i18n'

describe('coverage', () => {
  const unit = (name: string, seconds: number) => ({ unit_id: name, name, seconds })
  const groups = [
    { unit_id: 'south', name: '南', units: [unit('a', 7200), unit('b', 1)] },
    { unit_id: 'north', name: '北', units: [unit('c', 7201), unit('d', 0), unit('e', 1800)] },
  ]

  it('has the groups with empty units first, and in each the least covered first', () => {
    const drawn = coverageOf({ from: '', until: '', groups })
    expect(drawn.map(({ id, empty }) => [id, empty])).toEqual([['north', 1], ['south', 0]])
    expect(drawn[0]?.units.map(({ id, minutes, band }) => [id, minutes, band])).toEqual([
      ['d', 0, 'none'],
      ['e', 30, 'short'],
      ['c', 121, 'long'],
    ])
    expect(bandCounts(drawn)).toEqual({ none: 1, short: 2, middle: 1, long: 1 })
  })

  it('never calls something shown nothing', () => {
    expect([0, 1, 30, 31, 120, 121].map(bandOf)).toEqual(['none', 'short', 'short', 'middle', 'middle', 'long'])
    expect(coverageOf({ from: '', until: '', groups }).flatMap(({ units }) => units).find(({ id }) => id === 'b')?.minutes).toBe(1)
  })
})

it('groups the digits of large numbers', () => {
  expect([0, 999, 1000, 10_000, 1_234_567].map(numberText)).toEqual(['0', '999', '1,000', '10,000', '1,234,567'])
})

describe('the lunar day', () => {
  const day = { year: 2026, month: 10, day: 16, leap_month: false, text: '十月十六' }

  it('is said with the name of its year, and in figures in English', async () => {
    expect(lunarText(day)).toBe('丙午年 十月十六')
    expect(lunarText({ ...day, year: 1984 })).toMatch(/^甲子年/)
    await useLanguage('en')
    expect(lunarText(day)).toBe('Lunar 10/16')
    await useLanguage('zh-CN')
  })
})

describe('what was asked for ahead', () => {
  const ahead = globalThis as { marqueeAhead?: unknown }
  const request = (path: string, language = 'zh-CN', method = 'GET') =>
    new Request(`https://marquee.test${path}`, { method, headers: { 'Accept-Language': language } })
  const answer = Promise.resolve(new Response('{}'))
  const asked = (at = Date.now()) => {
    ahead.marqueeAhead = { at, language: 'zh-CN', answers: { '/api/v1/session': answer } }
  }
  afterEach(() => {
    delete ahead.marqueeAhead
    vi.useRealTimers()
  })

  it('is taken once, by the very request', () => {
    asked()
    expect(takeAhead(request('/api/v1/overview'))).toBeUndefined()
    expect(takeAhead(request('/api/v1/session?x=1'))).toBeUndefined()
    expect(takeAhead(request('/api/v1/session', 'zh-CN', 'DELETE'))).toBeUndefined()
    expect(takeAhead(request('/api/v1/session'))).toBe(answer)
    expect(takeAhead(request('/api/v1/session'))).toBeUndefined()
  })

  it('is good for its language and a short time only', () => {
    asked()
    expect(takeAhead(request('/api/v1/session', 'en'))).toBeUndefined()
    asked(Date.now() - 60_000)
    expect(takeAhead(request('/api/v1/session'))).toBeUndefined()
    delete ahead.marqueeAhead
    expect(takeAhead(request('/api/v1/session'))).toBeUndefined()
  })
})
