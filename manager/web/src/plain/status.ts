// The five words for how a display is, worst last here and worst first in lists.
import type { Display, HealthStatus } from '@/api/models'
import type { IconName } from '@/components/icons'

export const STATUSES: HealthStatus[] = ['showing', 'out_of_date', 'offline', 'planned_off', 'abnormal']

export const STATUS_LOOK: Record<HealthStatus, { icon: IconName; tone: string }> = {
  showing: { icon: 'ok', tone: 'ok' },
  out_of_date: { icon: 'stale', tone: 'stale' },
  offline: { icon: 'offline', tone: 'off' },
  planned_off: { icon: 'moon', tone: 'plan' },
  abnormal: { icon: 'alert', tone: 'odd' },
}

const GRAVITY: Record<HealthStatus, number> = {
  abnormal: 0,
  offline: 1,
  out_of_date: 2,
  planned_off: 3,
  showing: 4,
}

export function worstFirst(a: Display, b: Display): number {
  return GRAVITY[a.health.status] - GRAVITY[b.health.status] || nameOf(a).localeCompare(nameOf(b), 'zh')
}

export function countByStatus(displays: Display[]): Record<HealthStatus, number> {
  const counts = { showing: 0, out_of_date: 0, offline: 0, planned_off: 0, abnormal: 0 }
  for (const display of displays) counts[display.health.status] += 1
  return counts
}

export const nameOf = (display: { title: string; name: string }): string => display.title || display.name
