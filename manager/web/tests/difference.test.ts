import { describe, expect, it } from 'vitest'
import { differences, itemsSaid, layoutSaid } from '@/plain/difference'
import { DEFAULT_STYLE, styleSaid } from '@/plain/slogans'

describe('two states of one thing', () => {
  it('differ in what is not the same, and in what only one of them has', () => {
    const mine: [string, string][] = [['name', 'a'], ['text', 'x'], ['zone 2', 'poster']]
    const theirs: [string, string][] = [['name', 'b'], ['text', 'x'], ['zone 3', 'film']]
    expect(differences(mine, theirs)).toEqual([
      { what: 'name', mine: 'a', theirs: 'b' },
      { what: 'zone 2', mine: 'poster', theirs: '' },
      { what: 'zone 3', mine: '', theirs: 'film' },
    ])
    expect(differences(mine, mine)).toEqual([])
  })

  it('say what is in a list and in a layout', () => {
    const items = [{ duration_ms: 4000, name: 'one' }, { duration_ms: 1500, name: 'two' }]
    const nameOf = (item: { name?: string }) => item.name ?? ''
    expect(itemsSaid(items, nameOf)).toBe('one 4 s · two 1.5 s')
    const rect = { x: 1, y: 2, width: 30, height: 40 }
    const layout = { canvas: { width: 90, height: 90 }, background: '#000000', zones: [{ name: 'a', rect, playlist: { items } }, { name: 'b', rect, playlist_id: 'p' }] }
    expect(layoutSaid(layout, nameOf, () => 'list')).toEqual([
      ['a', '30×40 (1, 2) one 4 s · two 1.5 s'],
      ['b', '30×40 (1, 2) list'],
    ])
  })

  it('say every part of a style that a person can set', () => {
    const said = (style: typeof DEFAULT_STYLE) => styleSaid(style, (key) => key)
    const other = {
      text: '#111111', background: '#222222', motion: 'pages', alignment: 'end', text_height_pixels: 9,
      font_asset: { sha256: 'ab'.repeat(32), size_bytes: 1, media_type: 'font/otf' },
      letters: {
        writing: 'vertical', weight: 'bold', rendering: 'crisp', gradient_to: '#333333', outline: { width_pixels: 1, colour: '#000000' },
        shadow: { x_pixels: 1, y_pixels: 1, colour: '#000000' }, colours: [{ from: 0, until: 2, colour: '#444444' }],
      },
      movement: { enter: { kind: 'fade', duration_ms: 500 }, exit: { kind: 'wipe', duration_ms: 500 }, hold_ms: 2000, loops: 3 },
    } as const
    const found = differences(said(DEFAULT_STYLE), said({ ...other, letters: { ...other.letters, colours: [...other.letters.colours] } }))
    expect(found).toHaveLength(said(DEFAULT_STYLE).length)
  })
})
