// Brightness and volume over the day: points that straight lines join, over midnight from the last to
// the first.
import type { Levels } from '@/api/days'
import type { Policy, PolicyBody } from '@/api/models'
import { minutesOf } from './time'

const DAY_MINUTES = 1440

export const sorted = (curve: Levels['curve']): Levels['curve'] => [...curve].sort((a, b) => a.at.localeCompare(b.at))

export function levelAt(curve: Levels['curve'], minutes: number): number {
  const points = sorted(curve).map(({ at, percent }) => ({ at: minutesOf(at), percent }))
  const first = points[0]
  const last = points[points.length - 1]
  if (!first || !last) return 100
  const next = points.find((point) => point.at > minutes) ?? { ...first, at: first.at + DAY_MINUTES }
  const before = [...points].reverse().find((point) => point.at <= minutes) ?? { ...last, at: last.at - DAY_MINUTES }
  const share = (minutes - before.at) / (next.at - before.at)
  return before.percent + (next.percent - before.percent) * share
}

// The curve as the points of a polyline, `width` for a day and `height` for a hundred percent.
export function polyline(curve: Levels['curve'], width: number, height: number): string {
  const stops = [0, ...sorted(curve).map(({ at }) => minutesOf(at)), DAY_MINUTES]
  return stops
    .map((minutes) => `${((minutes / DAY_MINUTES) * width).toFixed(1)},${(height - (levelAt(curve, minutes % DAY_MINUTES) / 100) * height).toFixed(1)}`)
    .join(' ')
}

// Two points at one time have no line between them.
export const doubled = (curve: Levels['curve']): boolean => new Set(curve.map(({ at }) => at)).size < curve.length

// A policy as it is but for its brightness; null: as the unit says.
export function withBrightness(policy: Policy, brightness: Levels | null | undefined): PolicyBody {
  const { approvals_required, filler_program_ids, off_hours, volume } = policy
  return {
    ...(approvals_required === undefined ? {} : { approvals_required }),
    ...(filler_program_ids === undefined ? {} : { filler_program_ids }),
    ...(off_hours === undefined ? {} : { off_hours }),
    ...(volume ? { volume } : {}),
    ...(brightness ? { brightness } : {}),
  }
}
