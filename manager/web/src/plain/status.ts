// The five words for how a display is, worst last here and worst first in lists.
import type { Display, HealthStatus } from '@/api/models'
import type { IconName } from '@/components/icons'
import { compareNames } from './collate'

export const STATUSES: HealthStatus[] = ['showing', 'out_of_date', 'offline', 'planned_off', 'abnormal']

export const STATUS_LOOK: Record<HealthStatus, { icon: IconName; tone: string }> = {
  showing: { icon: 'ok', tone: 'ok' },
  out_of_date: { icon: 'stale', tone: 'stale' },
  offline: { icon: 'offline', tone: 'off' },
  planned_off: { icon: 'moon', tone: 'plan' },
  abnormal: { icon: 'alert', tone: 'odd' },
}

const WORST_FIRST: HealthStatus[] = ['abnormal', 'offline', 'out_of_date', 'planned_off', 'showing']

const inOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

export const byName = (a: Display, b: Display): number => compareNames(nameOf(a), nameOf(b)) || inOrder(a.id, b.id)

// Displays that are alike stay in their order.
export const worstFirst = (displays: readonly Display[]): Display[] =>
  WORST_FIRST.flatMap((status) => displays.filter(({ health }) => health.status === status))

export function countByStatus(displays: readonly Display[]): Record<HealthStatus, number> {
  const counts = { showing: 0, out_of_date: 0, offline: 0, planned_off: 0, abnormal: 0 }
  for (const display of displays) counts[display.health.status] += 1
  return counts
}

export const nameOf = (display: { title: string; name: string }): string => display.title || display.name
