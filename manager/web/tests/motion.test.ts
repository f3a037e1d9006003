// Where a slogan's pictures lie: the cases that the player is held against too, and the formulas of docs/slogans.md.
// golden/motion.test.mjs has the pixels.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { copies, ends, frameOf, pageAt, partsAt, type Course, type Pages, type Scroll } from '@/plain/motion'

interface Case {
  name: string
  scroll: Scroll
  moments: { at_us: number; copies: [number, number][] }[]
}
const { cases } = JSON.parse(readFileSync(join(__dirname, '../../../tests/cases/slogan_motion/copies.json'), 'utf8')) as { cases: Case[] }

const S = 1_000_000
const zone = { width: 640, height: 64 }
const pages = (more: Partial<Pages> = {}): Pages => ({
  kind: 'pages',
  rounds: 0,
  enter: { effect: 'cut', direction: 'left' },
  exit: { effect: 'cut', direction: 'left' },
  pages: [{ from_us: 0, enter_us: 0, exit_us: 0, until_us: 10 * S }],
  ...more,
})
const page = { x: 20, y: 10, width: 600, height: 44, page: 0 }
const course = (motion: Pages | Scroll, sheets: Course['sheets'] = [page], writing: Course['writing'] = 'horizontal'): Course => ({ zone, writing, motion, sheets })
// One page of 10 s that enters for 1 s and leaves for 1 s.
const effect = (kind: Pages['enter']['effect'], direction: Pages['enter']['direction'] = 'left', enter_us = S) =>
  pages({ enter: { effect: kind, direction }, exit: { effect: kind, direction }, pages: [{ from_us: 0, enter_us, exit_us: S, until_us: 10 * S }] })
const targets = (of: Course, at: number) => partsAt(of, at).map(({ target }) => target)

describe('a strip', () => {
  it.each(cases)('$name: its copies are where the player has them', ({ scroll, moments }) => {
    for (const { at_us, copies: wanted } of moments) {
      expect(copies(scroll, at_us).map(({ at, phase }) => [at, phase]), `at ${at_us} µs`).toEqual(wanted)
    }
  })
  it('is shown in its sheets, those of the phase that it is in', () => {
    const scroll: Scroll = { kind: 'scroll', direction: 'left', zone_pixels: 640, strip_pixels: 3000, period_pixels: 3160, steps_per_second: 120, phases: 2, passes: 0, lap_us: 0 }
    const piece = (x: number, width: number, phase: number) => ({ x, y: 4, width, height: 56, phase })
    const sheets = [piece(0, 2048, 0), piece(0, 2048, 1), piece(2048, 952, 0), piece(2048, 952, 1)]
    const at = (frame: number) => partsAt(course(scroll, sheets), Math.ceil((frame * S) / 60))
    expect(at(0)).toEqual([])
    expect(at(1)).toEqual([{ sheet: 0, x: 0, y: 0, target: { x: 639, y: 4, width: 1, height: 56 }, opacity: 256 }])
    expect(at(2).map(({ sheet }) => sheet)).toEqual([0])
    const uneven: Scroll = { ...scroll, steps_per_second: 60 }
    expect(partsAt(course(uneven, sheets), Math.ceil(S / 60))[0]).toMatchObject({ sheet: 1, target: { x: 639 } })
    expect(at(2100)).toEqual([
      { sheet: 0, x: 1460, y: 0, target: { x: 0, y: 4, width: 588, height: 56 }, opacity: 256 },
      { sheet: 2, x: 0, y: 0, target: { x: 588, y: 4, width: 52, height: 56 }, opacity: 256 },
    ])
  })
  it('ends after its passes', () => {
    const two = cases.find(({ name }) => name.includes('two passes'))!.scroll
    expect([ends(two), ends({ ...two, passes: 0 }), ends(pages({ rounds: 1 })), ends(pages())]).toEqual([true, false, true, false])
    expect(copies(two, 3600 * S)).toEqual([])
  })
})

describe('a page', () => {
  it('stands where it lies', () => {
    expect(partsAt(course(pages()), 0)).toEqual([{ sheet: 0, x: 0, y: 0, target: { x: 20, y: 10, width: 600, height: 44 }, opacity: 256 }])
  })
  it('is seen from its time on, and the last one stays', () => {
    const two = pages({
      rounds: 2,
      pages: [
        { from_us: 0, enter_us: 0, exit_us: 0, until_us: 3 * S },
        { from_us: 3 * S, enter_us: 0, exit_us: 0, until_us: 5 * S },
      ],
    })
    expect([0, 2.999999, 3, 4.9, 5, 8, 9.99, 10, 3600].map((at) => pageAt(two, at * S).page)).toEqual([0, 0, 1, 1, 0, 1, 1, 1, 1])
    expect(pageAt({ ...two, rounds: 0 }, 10 * S).page).toBe(0)
  })
  it('comes and goes with the frames, from nothing on', () => {
    expect(frameOf(S)).toBe(60)
    const half = pageAt(effect('fade'), S / 2)
    expect(half).toEqual({ page: 0, effect: 'fade', direction: 'left', leaving: false, progress: 32768, duration: S })
    expect(pageAt(effect('fade'), S / 2 + 16_000).progress).toBe(32768)
    expect(pageAt(effect('fade', 'left', 20_000), 19_000).progress).toBe(Math.floor((16_667 * 65_536) / 20_000))
    expect(pageAt(effect('fade'), S).effect).toBe('cut')
    expect(pageAt(effect('fade'), 9 * S)).toMatchObject({ leaving: true, progress: 0 })
    expect(partsAt(course(effect('fade')), 0)).toEqual([])
    expect(partsAt(course(effect('fade')), S / 2)[0]!.opacity).toBe(128)
    expect(partsAt(course(effect('fade')), 9.25 * S)[0]!.opacity).toBe(192)
  })
  it('slides the whole length of the zone', () => {
    const at = (direction: Pages['enter']['direction'], when: number) => targets(course(effect('slide', direction)), when * S)[0]
    expect(at('left', 0.5)).toEqual({ x: 340, y: 10, width: 300, height: 44 })
    expect(at('right', 0.5)).toEqual({ x: 0, y: 10, width: 300, height: 44 })
    expect(at('up', 0.5)).toEqual({ x: 20, y: 42, width: 600, height: 22 })
    expect(at('down', 0.5)).toEqual({ x: 20, y: 0, width: 600, height: 22 })
    expect(at('left', 9.5)).toEqual({ x: 0, y: 10, width: 300, height: 44 })
    expect(at('left', 9)).toEqual({ x: 20, y: 10, width: 600, height: 44 })
  })
  it('is uncovered by an edge, and covered again', () => {
    const at = (direction: Pages['enter']['direction'], when: number) => targets(course(effect('wipe', direction)), when * S)[0]
    expect(at('left', 0.25)).toEqual({ x: 480, y: 10, width: 140, height: 44 })
    expect(at('right', 0.25)).toEqual({ x: 20, y: 10, width: 140, height: 44 })
    expect(at('up', 0.5)).toEqual({ x: 20, y: 32, width: 600, height: 22 })
    expect(at('down', 0.5)).toEqual({ x: 20, y: 10, width: 600, height: 22 })
    expect(at('left', 9.25)).toEqual({ x: 20, y: 10, width: 460, height: 44 })
    expect(at('right', 9.25)).toEqual({ x: 160, y: 10, width: 460, height: 44 })
    expect(at('up', 9.5)).toEqual({ x: 20, y: 10, width: 600, height: 22 })
    expect(at('down', 9.5)).toEqual({ x: 20, y: 32, width: 600, height: 22 })
  })
  it('is written grapheme by grapheme, line after line', () => {
    const lines = [
      { x: 0, y: 0, width: 600, height: 22, reach: [0, 50, 100, 600] },
      { x: 0, y: 22, width: 600, height: 22, reach: [0, 300] },
    ]
    const typed = (when: number, writing?: Course['writing']) => targets(course(effect('typewriter'), [{ ...page, lines }], writing), when * S).map(({ width, height }) => [width, height])
    expect([0, 0.25, 0.5, 0.75, 1].map((when) => typed(when))).toEqual([[], [[50, 22]], [[100, 22]], [[600, 22]], [[600, 44]]])
    expect(typed(9.25)).toEqual([[600, 22]])
    expect(typed(0.25, 'vertical')).toEqual([[600, 50]])
  })
  it('blinks no more than three times a second, and not at all in less than one blink', () => {
    const lit = (when: number, enter = S) => partsAt(course(effect('blink', 'left', enter)), when * S).length === 1
    expect([0, 0.26, 0.51, 0.76, 1].map((when) => lit(when))).toEqual([false, true, false, true, true])
    expect([0, 0.1, 0.29].map((when) => lit(when, 300_000))).toEqual([true, true, true])
    expect([9, 9.26, 9.51, 9.76].map((when) => lit(when))).toEqual([true, false, true, false])
  })
})
