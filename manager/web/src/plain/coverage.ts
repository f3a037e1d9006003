// Today's coverage, for drawing: the worst first, in four bands.
import type { Coverage } from '@/api/overview'

export const BANDS = ['none', 'short', 'middle', 'long'] as const
export type Band = (typeof BANDS)[number]

export interface CoveredUnit {
  id: string
  name: string
  minutes: number // begun ones count: something shown is never 0
  band: Band
}

export interface CoveredGroup {
  id: string
  name: string
  units: CoveredUnit[]
  empty: number // units with 0 minutes
}

const SHORT_MAX = 30
const MIDDLE_MAX = 120

export function bandOf(minutes: number): Band {
  if (minutes === 0) return 'none'
  if (minutes <= SHORT_MAX) return 'short'
  return minutes <= MIDDLE_MAX ? 'middle' : 'long'
}

// Groups with the most empty units first, in each the least covered unit first.
export function coverageOf({ groups }: Coverage): CoveredGroup[] {
  const covered = groups.map(({ unit_id: id, name, units }) => {
    const sorted = units
      .map((unit) => ({ id: unit.unit_id, name: unit.name, minutes: Math.ceil(unit.seconds / 60) }))
      .sort((a, b) => a.minutes - b.minutes)
      .map((unit) => ({ ...unit, band: bandOf(unit.minutes) }))
    return { id, name, units: sorted, empty: sorted.filter(({ band }) => band === 'none').length }
  })
  return covered.sort((a, b) => b.empty - a.empty)
}

export function bandCounts(groups: CoveredGroup[]): Record<Band, number> {
  const counts = { none: 0, short: 0, middle: 0, long: 0 }
  for (const { units } of groups) for (const { band } of units) counts[band] += 1
  return counts
}
