// A city's displays: read in pages, drawn where they are in sight.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createApp, h, nextTick, type App } from 'vue'
import type { Display, Unit } from '@/api/models'
import UnitTree from '@/components/UnitTree.vue'
import { Roster } from '@/plain/roster'
import { displayCounts, pathsOf, unitTree } from '@/plain/units'
import { placeTiles, type TileShape } from '@/plain/wall'

const display = (id: string, name = id): Display =>
  ({ id, unit_id: 'u', name, title: '', health: { status: 'showing', cause: '', sentence: '' }, status: { reachable: true, showing: true } }) as unknown as Display
const names = (roster: Roster): string[] => roster.rows.map(({ name }) => name)

let app: App | undefined
afterEach(() => {
  app?.unmount()
  vi.restoreAllMocks()
})

describe('a roster', () => {
  it('stands by name however its pages come', () => {
    const roster = new Roster()
    roster.put([display('1', 'd'), display('2', 'b')])
    roster.put([display('3', 'c'), display('4', 'a'), display('5', 'e')])
    expect(names(roster)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })
  it('keeps what did not change as it is, and moves what has another name', () => {
    const roster = new Roster()
    roster.put([display('1', 'a'), display('2', 'b'), display('3', 'c')])
    const before = roster.rows
    expect(roster.put([display('1', 'a'), display('2', 'b')])).toBe(false)
    expect(roster.rows).toBe(before)
    expect(roster.put([display('1', 'd')])).toBe(true)
    expect(names(roster)).toEqual(['b', 'c', 'd'])
    expect(roster.rows[0]).toBe(before[1])
  })
  it('shows a changed state in its place', () => {
    const roster = new Roster()
    roster.put([display('1', 'a'), display('2', 'b')])
    const silent = { ...display('1', 'a'), reachable: false }
    expect(roster.put([silent])).toBe(true)
    expect(roster.rows[0]).toBe(silent)
  })
  it('forgets what is gone, and knows it anew when it comes back', () => {
    const roster = new Roster()
    roster.put([display('1', 'a'), display('2', 'b')])
    expect(roster.keep(new Set(['1', '2']))).toBe(false)
    expect(roster.keep(new Set(['2']))).toBe(true)
    expect(names(roster)).toEqual(['b'])
    roster.put([display('1', 'a')])
    expect(names(roster)).toEqual(['a', 'b'])
  })
})

describe('the wall', () => {
  const corners = (columns: number, ...shapes: TileShape[]) => placeTiles(shapes, columns).places.map(({ row, column }) => `${row}:${column}`)

  it('fills row after row and leaves no tile on another', () => {
    expect(corners(4, 'landscape', 'strip', 'sound', 'sound', 'wide')).toEqual(['0:0', '0:1', '0:3', '1:1', '1:2'])
    const shapes: TileShape[] = ['wide', 'sound', 'strip', 'portrait', 'landscape', 'strip', 'wide', 'sound']
    for (const columns of [2, 4, 5]) {
      const { places, rows } = placeTiles([...shapes, ...shapes, ...shapes], columns)
      const taken = new Set<string>()
      for (const { row, column, high, wide } of places) {
        expect(column + wide).toBeLessThanOrEqual(columns)
        expect(row + high).toBeLessThanOrEqual(rows)
        for (let y = row; y < row + high; y += 1) {
          for (let x = column; x < column + wide; x += 1) {
            expect(taken.has(`${y}:${x}`)).toBe(false)
            taken.add(`${y}:${x}`)
          }
        }
      }
    }
  })
})

describe('a tree of hundreds of units', () => {
  const units = Array.from({ length: 772 }, (_, index) => ({ id: `u${index}`, name: `网格${index}`, parent_id: index ? 'u0' : undefined }) as Unit)

  it('draws the lines in sight and says how long it is', async () => {
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue({ top: -3200, bottom: 0 } as DOMRect)
    const nodes = unitTree(units)
    const place = document.createElement('div')
    app = createApp({ render: () => h(UnitTree, { nodes, counts: displayCounts(nodes, []), label: '单位', modelValue: 'u0' }) })
    app.mount(place)
    await nextTick()
    const lines = [...place.querySelectorAll<HTMLElement>('[role=treeitem]')]
    expect(lines.length).toBeGreaterThan(10)
    expect(lines.length).toBeLessThan(80)
    const { paddingTop, paddingBottom } = place.querySelector<HTMLElement>('[role=tree]')!.style
    expect(parseInt(paddingTop) + parseInt(paddingBottom) + lines.length * 32).toBe(772 * 32 + 8)
    expect(lines.filter((line) => line.tabIndex === 0)).toHaveLength(1)
  })
  it('knows the path of every unit', () => {
    expect(pathsOf(units).get('u771')).toBe('网格0 / 网格771')
  })
})
