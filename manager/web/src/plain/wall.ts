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

export const sizeText = (size: { width: number; height: number }): string => `${size.width}×${size.height}`
