// Several things out of the trash at once: what others need comes first.
import type { TrashEntry } from '@/api/trash'

const ORDER: TrashEntry['kind'][] = ['asset', 'slogan', 'playlist', 'daypart', 'period', 'campaign', 'schedule']

export const inOrderOfNeed = (entries: TrashEntry[]): TrashEntry[] =>
  [...entries].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
