// The wall's module: every picture keeps its shape, the caption goes where the picture leaves room.
import type { Display } from '@/api/models'

export type TileShape = 'landscape' | 'strip' | 'wide' | 'portrait' | 'sound'

const STRIP_RATIO = 4
const WIDE_RATIO = 2.4

export function tileShape(display: Pick<Display, 'kind' | 'size'>): TileShape {
  if (display.kind === 'loudspeaker') return 'sound'
  const { width, height } = display.size
  if (!width || !height) return 'landscape'
  if (width >= STRIP_RATIO * height) return 'strip'
  if (width >= WIDE_RATIO * height) return 'wide'
  return height > width ? 'portrait' : 'landscape'
}

// How many columns and rows a tile of a shape takes.
const SPANS: Record<TileShape, { wide: number; high: number }> = {
  landscape: { wide: 1, high: 2 },
  strip: { wide: 2, high: 1 },
  wide: { wide: 2, high: 2 },
  portrait: { wide: 1, high: 2 },
  sound: { wide: 1, high: 1 },
}

export interface TilePlace {
  row: number
  column: number
  high: number
  wide: number
}

// One after the other in reading order, each in the next place that has room for it (CSS Grid Layout,
// 8.5, sparse): known without drawing them.
export function placeTiles(shapes: TileShape[], columns: number): { places: TilePlace[]; rows: number } {
  const below = new Array<number>(columns).fill(0) // the first free row of each column
  let row = 0
  let column = 0
  let rows = 0
  const places = shapes.map((shape) => {
    const { wide, high } = SPANS[shape]
    const free = (): boolean => below.slice(column, column + wide).every((used) => used <= row)
    while (column + wide > columns || !free()) {
      column += 1
      if (column + wide > columns) {
        column = 0
        row += 1
      }
    }
    const place = { row, column, high, wide }
    below.fill(row + high, column, column + wide)
    rows = Math.max(rows, row + high)
    return place
  })
  return { places, rows }
}

// A loudspeaker has none.
export const sizeText = ({ width, height }: { width: number; height: number }): string => (width && height ? `${width}×${height}` : '—')
