// In what two states of one thing differ, in words for people.
import type { LayoutDraft, ItemDraft } from '@/api/programs'

// What a thing says of itself: a name for each part, and how that part stands.
export type Said = [what: string, words: string][]

export interface Difference {
  what: string
  mine: string
  theirs: string
}

// Parts that only one of them has are there, empty in the other.
export function differences(mine: Said, theirs: Said): Difference[] {
  const [a, b] = [new Map(mine), new Map(theirs)]
  return [...new Set([...a.keys(), ...b.keys()])]
    .map((what) => ({ what, mine: a.get(what) ?? '', theirs: b.get(what) ?? '' }))
    .filter((each) => each.mine !== each.theirs)
}

export const itemsSaid = (items: ItemDraft[], nameOf: (item: ItemDraft) => string): string =>
  items.map((item) => `${nameOf(item)} ${Math.round(item.duration_ms / 100) / 10} s`).join(' · ')

// Each zone by its name: where it lies, and what plays there.
export function layoutSaid(layout: LayoutDraft, nameOf: (item: ItemDraft) => string, playlistName: (id: string) => string): Said {
  return layout.zones.map(({ name, rect, playlist, playlist_id }) => [
    name,
    `${rect.width}×${rect.height} (${rect.x}, ${rect.y}) ${playlist_id ? playlistName(playlist_id) : itemsSaid(playlist?.items ?? [], nameOf)}`,
  ])
}
