// The five words for how a display is, worst last here and worst first in lists.
import type { Display, Health, HealthStatus } from '@/api/models'
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

// The manager's word; its facts in one word where it gives none.
export function healthOf(display: Display): Health {
  const status = display.status
  if (status.health) return status.health
  const since = status.last_contact_at
  if (!status.reachable) return { status: 'offline', cause: since ? 'no_contact' : 'never_seen', since }
  if (status.rung === 'off') return { status: 'planned_off', cause: '', since }
  if (status.showing) return { status: 'showing', cause: '', since }
  const numbered = (number: typeof status.wanted): string => (number ? `${number.epoch}.${number.generation}` : '')
  if (status.rung === 'slate' && numbered(status.active) === numbered(status.wanted)) {
    return { status: 'out_of_date', cause: 'nothing_scheduled', since }
  }
  return { status: 'out_of_date', cause: status.blocked || 'fetching', since }
}

export function worstFirst(a: Display, b: Display): number {
  return GRAVITY[healthOf(a).status] - GRAVITY[healthOf(b).status] || nameOf(a).localeCompare(nameOf(b), 'zh')
}

export function countByStatus(displays: Display[]): Record<HealthStatus, number> {
  const counts = { showing: 0, out_of_date: 0, offline: 0, planned_off: 0, abnormal: 0 }
  for (const display of displays) counts[healthOf(display).status] += 1
  return counts
}

export const nameOf = (display: { title: string; name: string }): string => display.title || display.name
