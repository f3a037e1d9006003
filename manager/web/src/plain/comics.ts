// Comics of the library: a playlist with one item, whose pages are pictures in their order.
import type { Playlist } from '@/api/library'
import type { Comic, ItemDraft } from '@/api/programs'
import { compareNames } from './collate'

export const PAGE_MS = 5000
export const PAGES_MAX = 500

type Listed = Pick<Playlist, 'items'>

// What of a playlist makes it a comic; nothing for any other.
export const comicOf = (list: Listed): Comic | undefined => (list.items.length === 1 ? list.items[0]?.comic : undefined)

// As one item of another list: a copy of its own, which lasts as long as its pages.
export function comicItem(list: Listed & { name: string }): ItemDraft {
  const { id: _id, duration_ms: _ms, ...rest } = list.items[0] as ItemDraft
  return { ...rest, name: list.name } as ItemDraft
}

// "2.png" before "10.png", in either case of letters.
export const inNaturalOrder = <T>(things: T[], nameOf: (thing: T) => string): T[] =>
  [...things].sort((a, b) => compareNames(nameOf(a), nameOf(b)))

// `things` with the one at `from` standing at `to`.
export function movedTo<T>(things: T[], from: number, to: number): T[] {
  const next = [...things]
  const [one] = next.splice(from, 1)
  if (one === undefined) return things
  next.splice(to, 0, one)
  return next
}

// Pictures that are pages of any of these.
export const pagesOf = (lists: Listed[]): Set<string> => new Set(lists.flatMap((list) => comicOf(list)?.pages ?? []))

// How many of these pictures another list of the library needs too: they stay when this one goes.
export function neededElsewhere(pages: string[], mine: string, lists: (Listed & { id: string })[]): number {
  const others = lists.filter((list) => list.id !== mine).flatMap((list) => list.items)
  const needed = new Set(others.flatMap((item) => [...(item.asset_id ? [item.asset_id] : []), ...(item.comic?.pages ?? [])]))
  return new Set(pages.filter((page) => needed.has(page))).size
}

// What the names have in common, less a number, a bracket or the \u7b2c ("number") that begins to count.
export function titleOf(names: string[]): string {
  const [first = '', ...rest] = names
  let length = first.length
  for (const name of rest) while (!name.startsWith(first.slice(0, length))) length -= 1
  return first.slice(0, length).replace(/[\s\d_\-–—·.\uff08(\u7b2c]+$/u, '')
}
