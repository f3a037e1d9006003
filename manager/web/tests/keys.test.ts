// What a key means on a page, and where an arrow leads on the wall.
import { describe, expect, it } from 'vitest'
import { isWriting, neighbourOf, PLACES, turnOf, type Box } from '@/plain/keys'

const stroke = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more })

describe('a key on a page', () => {
  it('goes to a page after g, soon enough', () => {
    for (const { key, to } of PLACES) expect(turnOf(stroke(key), 1000, 1400).deed).toEqual({ go: to })
    expect(turnOf(stroke('g'), null, 1000)).toEqual({ goAt: 1000, deed: null })
    expect(turnOf(stroke('d'), 1000, 2501).deed).toBeNull()
    expect(turnOf(stroke('d'), null, 1000).deed).toBeNull()
    expect(turnOf(stroke('x'), 1000, 1100)).toEqual({ goAt: null, deed: null })
  })
  it('has six places, each a key of its own', () => {
    expect(PLACES.map(({ key }) => key).join('')).toBe('odlpsr')
  })
  it('knows the filter and the sheet', () => {
    expect(turnOf(stroke('/'), null, 0).deed).toEqual({ do: 'filter' })
    expect(turnOf(stroke('?'), null, 0).deed).toEqual({ do: 'sheet' })
  })
  it('leaves what the browser does with Ctrl, Alt and the like', () => {
    for (const held of ['ctrlKey', 'metaKey', 'altKey']) expect(turnOf(stroke('d', { [held]: true }), 1000, 1100)).toEqual({ goAt: null, deed: null })
  })
})

describe('what has the focus', () => {
  const part = (html: string): Element => {
    const frame = document.createElement('div')
    frame.innerHTML = html
    return frame.firstElementChild as Element
  }
  it('takes letters where one can write', () => {
    for (const html of ['<input>', '<input type="search">', '<input type="date">', '<textarea></textarea>', '<select></select>', '<div contenteditable="true"></div>', '<span role="combobox"></span>']) {
      expect(isWriting(part(html)), html).toBe(true)
    }
  })
  it('takes none where one can only press', () => {
    for (const html of ['<button></button>', '<a href="#"></a>', '<input type="checkbox">', '<input type="radio">', '<main></main>']) expect(isWriting(part(html)), html).toBe(false)
    expect(isWriting(null)).toBe(false)
  })
})

describe('an arrow on the wall', () => {
  // Three tiles, a wide one over two columns, one alone.
  const box = (left: number, top: number, width = 90, height = 100): Box => ({ left, top, width, height })
  const wall = [box(0, 0), box(100, 0), box(200, 0), box(0, 110, 190), box(200, 110), box(0, 220)]
  it('follows the order of reading to the sides, and stops at the ends', () => {
    expect([neighbourOf(wall, 2, 'ArrowRight'), neighbourOf(wall, 3, 'ArrowLeft')]).toEqual([3, 2])
    expect([neighbourOf(wall, 0, 'ArrowLeft'), neighbourOf(wall, 5, 'ArrowRight')]).toEqual([0, 5])
    expect([neighbourOf(wall, 2, 'Home'), neighbourOf(wall, 2, 'End')]).toEqual([0, 5])
  })
  it('takes the nearest above and below, and stays where there is none', () => {
    expect([neighbourOf(wall, 2, 'ArrowDown'), neighbourOf(wall, 1, 'ArrowDown')]).toEqual([4, 3])
    expect([neighbourOf(wall, 4, 'ArrowUp'), neighbourOf(wall, 3, 'ArrowDown')]).toEqual([2, 5])
    expect([neighbourOf(wall, 0, 'ArrowUp'), neighbourOf(wall, 5, 'ArrowDown')]).toEqual([0, 5])
  })
})
