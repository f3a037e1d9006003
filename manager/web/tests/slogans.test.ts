import { describe, expect, it } from 'vitest'
import { DEFAULT_STYLE, LOOKS, movedRuns, painted, pointsBefore, tidied, wearing, wears, withMovedRuns } from '@/plain/slogans'

const RED = '#ff0000'
const BLUE = '#0000ff'
const run = (from: number, until: number, colour = RED) => ({ from, until, colour })
// The characters that a run colours.
const coloured = (text: string, runs: { from: number; until: number }[]) => runs.map(({ from, until }) => [...text].slice(from, until).join(''))

describe('colours of some words', () => {
  it('stay with their characters, whatever is written or taken away around them', () => {
    const before = '请拨96110找警官'
    const runs = [run(2, 7)]
    for (const [after, expected] of [
      ['疑问请拨96110找警官', '96110'],
      ['请拨96110', '96110'],
      ['96110找警官', '96110'],
      ['请拨96-110找警官', '96-110'],
      ['请拨9610找警官', '9610'],
      ['请拨\u{1F4DE}96110找警官', '96110'],
    ] as const) {
      expect(coloured(after, movedRuns(runs, before, after))).toEqual([expected])
    }
    expect(movedRuns(runs, before, '请拨找警官')).toEqual([])
    expect(movedRuns(runs, before, '')).toEqual([])
  })

  it('count characters, not the halves of an emoji', () => {
    const before = '\u{1F6A8}\u{1F6A8}警'
    expect(coloured('\u{1F6A8}警', movedRuns([run(2, 3)], before, '\u{1F6A8}警'))).toEqual(['警'])
    expect(pointsBefore(before, 4)).toBe(2)
  })

  it('cover what was painted before, are taken away in parts, and join', () => {
    expect(painted([run(0, 6)], 2, 4, BLUE)).toEqual([run(0, 2), run(2, 4, BLUE), run(4, 6)])
    expect(painted([run(0, 6)], 2, 4)).toEqual([run(0, 2), run(4, 6)])
    expect(painted([run(0, 2), run(4, 6)], 2, 4, RED)).toEqual([run(0, 6)])
    expect(painted([run(0, 2)], 3, 3, BLUE)).toEqual([run(0, 2)])
    expect(painted([run(0, 2), run(4, 6)], 0, 9)).toEqual([])
  })
})

describe('a style whose words are written anew', () => {
  it('keeps its other colours, and moves those of words only', () => {
    const style = { ...DEFAULT_STYLE, letters: { weight: 'bold' as const, colours: [run(0, 2)] } }
    expect(withMovedRuns(style, '防诈', '要防诈')).toEqual({ ...style, letters: { weight: 'bold', colours: [run(1, 3)] } })
    expect(withMovedRuns(DEFAULT_STYLE, '防诈', '')).toBe(DEFAULT_STYLE)
  })
})

describe('a look', () => {
  it('is worn whole, and takes nothing else away', () => {
    const mine = { ...DEFAULT_STYLE, text_height_pixels: 40, letters: { shadow: { x_pixels: 3, y_pixels: 3, colour: RED }, colours: [run(0, 1)] } }
    for (const { look } of LOOKS) {
      const worn = wearing(mine, look)
      expect(wears(worn, look)).toBe(true)
      expect(LOOKS.filter((each) => wears(worn, each.look))).toHaveLength(1)
      expect(worn.text_height_pixels).toBe(40)
      expect(worn.letters?.colours).toEqual([run(0, 1)])
    }
    expect(wearing(mine, LOOKS[0]!.look).letters?.shadow).toBeUndefined()
  })
})

describe('a style as it is stored', () => {
  it('says nothing that is meant anyway', () => {
    const all = {
      ...DEFAULT_STYLE,
      letters: { writing: 'horizontal', rendering: 'automatic', weight: 'regular', outline: { width_pixels: 0, colour: RED }, shadow: { x_pixels: 0, y_pixels: 0, colour: RED }, colours: [] },
      movement: { speed: 'medium', enter: { kind: 'cut' }, exit: { kind: 'cut' }, hold_ms: 0, loops: 0 },
    } as const
    expect(tidied({ ...all, letters: { ...all.letters, colours: [] } })).toEqual(DEFAULT_STYLE)
  })

  it('says nothing that its motion does not have', () => {
    const movement = { speed: 'fast', enter: { kind: 'fade', duration_ms: 600 }, hold_ms: 3000, loops: 2 } as const
    const style = { ...DEFAULT_STYLE, speed_pixels_per_second: 90, movement }
    expect(tidied({ ...style, motion: 'scroll_left' }).movement).toEqual({ speed: 'fast', loops: 2 })
    expect(tidied({ ...style, motion: 'pages' }).movement).toEqual({ enter: movement.enter, hold_ms: 3000, loops: 2 })
    expect(tidied({ ...style, motion: 'still' }).movement).toEqual({ enter: movement.enter })
    expect(tidied({ ...style, motion: 'still' }).speed_pixels_per_second).toBe(0)
  })
})
