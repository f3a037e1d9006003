// Displays on a map: those that would lie on each other are one mark that says how many.
import type { Display, HealthStatus } from '@/api/models'
import { countByStatus, STATUSES } from './status'

export const CELL_PX = 56

export interface Point {
  x: number
  y: number
}

export interface Cell {
  key: string // the same as long as the map is not zoomed
  at: Point // the middle of its displays
  displays: Display[]
  status: HealthStatus // of the worst
}

const WORST_FIRST = [...STATUSES].sort((a, b) => rank(b) - rank(a))
function rank(status: HealthStatus): number {
  return ['showing', 'planned_off', 'out_of_date', 'offline', 'abnormal'].indexOf(status)
}

// `project` gives pixels that do not move when the map is dragged.
export function cellsOf(displays: readonly Display[], project: (display: Display) => Point): Cell[] {
  const cells = new Map<string, { sum: Point; displays: Display[] }>()
  for (const display of displays) {
    const { x, y } = project(display)
    const key = `${Math.floor(x / CELL_PX)}/${Math.floor(y / CELL_PX)}`
    const cell = cells.get(key)
    if (cell) {
      cell.sum.x += x
      cell.sum.y += y
      cell.displays.push(display)
    } else cells.set(key, { sum: { x, y }, displays: [display] })
  }
  return [...cells].map(([key, { sum, displays: inside }]) => {
    const counts = countByStatus(inside)
    const at = { x: sum.x / inside.length, y: sum.y / inside.length }
    return { key, at, displays: inside, status: WORST_FIRST.find((status) => counts[status] > 0) ?? 'showing' }
  })
}

// What a mark says, to see whether it must be drawn anew.
export const cellSign = (cell: Cell, chosen: number): string =>
  `${cell.displays.length} ${cell.status} ${cell.displays.length === 1 ? cell.displays[0]!.id : ''} ${Math.round(cell.at.x)} ${Math.round(cell.at.y)} ${chosen}`

// Six decimals are eleven centimetres.
export const degreesText = (degrees: number): string => degrees.toFixed(6).replace(/\.?0+$/, '')
export const inRange = (longitude: number, latitude: number): boolean =>
  Number.isFinite(longitude) && Number.isFinite(latitude) && Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90
