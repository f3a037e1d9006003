import { describe, expect, it } from 'vitest'
import { districtName } from '@/composables/district_map'
import { CELL_PX, cellsOf, degreesText, inRange } from '@/plain/map'
import type { Display, HealthStatus } from '@/api/models'

const display = (id: string, x: number, y: number, status: HealthStatus = 'showing'): Display =>
  ({ id, title: id, name: id, position: { longitude: x, latitude: y }, health: { status } }) as unknown as Display
const project = ({ position }: Display) => ({ x: position!.longitude, y: position!.latitude })

describe('displays on a map', () => {
  it('makes one mark of those that would lie on each other, in their middle', () => {
    const cells = cellsOf([display('a', 10, 10), display('b', 20, 30), display('c', CELL_PX + 1, 10)], project)
    expect(cells.map(({ key, at, displays }) => [key, at, displays.length])).toEqual([
      ['0/0', { x: 15, y: 20 }, 2],
      ['1/0', { x: CELL_PX + 1, y: 10 }, 1],
    ])
  })

  it('says of many how the worst is', () => {
    const worst = (...states: HealthStatus[]) => cellsOf(states.map((state, index) => display(String(index), 1, 1, state)), project)[0]!.status
    expect(worst('showing', 'planned_off')).toBe('planned_off')
    expect(worst('showing', 'out_of_date', 'planned_off')).toBe('out_of_date')
    expect(worst('offline', 'out_of_date')).toBe('offline')
    expect(worst('offline', 'abnormal', 'showing')).toBe('abnormal')
  })

  it('loses nobody among ten thousand', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => display(String(index), (index * 37) % 1440, (index * 91) % 700))
    expect(cellsOf(many, project).reduce((sum, { displays }) => sum + displays.length, 0)).toBe(10_000)
  })

  it('keeps a mark in place on the other side of the middle too', () => {
    expect(cellsOf([display('a', -1, -1)], project)[0]!.key).toBe('-1/-1')
  })
})

describe('degrees', () => {
  it('are said with as many decimals as they need', () => {
    expect([121.425, 121, -0.000001, 28.1234567].map(degreesText)).toEqual(['121.425', '121', '-0.000001', '28.123457'])
  })
  it('have their bounds', () => {
    expect([inRange(180, -90), inRange(180.1, 0), inRange(0, 91), inRange(NaN, 0)]).toEqual([true, false, false, false])
  })
})

it('a district is called what its file says, whatever kind of thing that is', () => {
  const called = (properties: unknown) => districtName({ type: 'Feature', geometry: null, properties } as never)
  expect([called({ name: '青云所' }), called({ name: 7 }), called({ name: { a: 1 } }), called(null), called({})]).toEqual(['青云所', '7', '', '', ''])
})
