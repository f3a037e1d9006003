// Layouts that are made of one thing, and the templates a program starts from.
import type { Rect, Size, Slogan, Style } from '@/api/models'
import type { ItemDraft, LayoutDraft, ZoneDraft } from '@/api/programs'

export const SLOGAN_MS = 10_000
export const PICTURE_MS = 8000

const whole = (size: Size): Rect => ({ x: 0, y: 0, ...size })

// One item over the whole canvas.
export function layoutOf(item: ItemDraft, canvas: Size): LayoutDraft {
  return { canvas, background: '#000000', zones: [{ name: 'all', rect: whole(canvas), playlist: { items: [item] } }] }
}

// What a slogan has beside its words and its style.
export type Companions = Partial<Pick<Slogan, 'translation' | 'variables'>>

export function sloganItem(text: string, style: Style, durationMs = SLOGAN_MS, companions: Companions = {}): ItemDraft {
  const { translation, variables } = companions
  return { name: 'preview', duration_ms: durationMs, content: { kind: 'slogan', text, language: 'zh-Hans', style, translation, variables } }
}

export type Template = 'full' | 'band' | 'side' | 'corner'
export const TEMPLATES: Template[] = ['full', 'band', 'side', 'corner']

const zone = (name: string, rect: Rect, items: ItemDraft[]): ZoneDraft => ({ name, rect, playlist: { items } })

// The same playlists in another arrangement; what has no zone any more goes to the first one.
export function arrange(template: Template, canvas: Size, playlists: ItemDraft[][], names: string[]): ZoneDraft[] {
  const { width, height } = canvas
  const band = Math.max(1, Math.round(height / 6))
  const side = Math.max(1, Math.round(width / 4))
  const rects: Record<Template, Rect[]> = {
    full: [whole(canvas)],
    band: [
      { x: 0, y: 0, width, height: height - band },
      { x: 0, y: height - band, width, height: band },
    ],
    side: [
      { x: 0, y: 0, width: width - side, height },
      { x: width - side, y: 0, width: side, height },
    ],
    corner: [
      { x: 0, y: 0, width: width - side, height: height - band },
      { x: width - side, y: 0, width: side, height: height - band },
      { x: 0, y: height - band, width, height: band },
    ],
  }
  const places = rects[template]
  const lists = places.map((_, index) => [...(playlists[index] ?? [])])
  playlists.slice(places.length).forEach((items) => lists[0]?.push(...items))
  return places.map((rect, index) => zone(names[index] ?? `${index + 1}`, rect, lists[index] ?? []))
}

const pagesMs = ({ comic }: ItemDraft): number => (comic ? comic.pages.length * comic.page_ms : 0)
export const itemMs = (items: ItemDraft[]): number => items.reduce((sum, item) => sum + (item.comic ? pagesMs(item) : item.duration_ms), 0)
// For another time than before; what comes in may not take longer than it stays.
export const lasting = (item: ItemDraft, durationMs: number): ItemDraft => ({
  ...item,
  duration_ms: durationMs,
  ...(item.transition ? { transition: { ...item.transition, duration_ms: Math.min(item.transition.duration_ms, durationMs) } } : {}),
})
export const cycleMs = (layout: LayoutDraft): number =>
  Math.max(0, ...layout.zones.map((each) => itemMs(each.playlist?.items ?? [])))
