// Whether a picture of a display may stand for what it shows now.
import type { Display } from '@/api/models'

const NOW_MS = 5 * 60_000

export function isNow(display: Display, taken: Date | null, now: Date): boolean {
  return display.status.reachable && taken !== null && now.getTime() - taken.getTime() < NOW_MS
}
