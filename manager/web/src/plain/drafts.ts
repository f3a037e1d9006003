// A stored program as a draft that can be edited and sent back: frozen content names again where it
// came from.
import type { Content, ItemDraft, LayoutDraft, Program, ZoneDraft } from '@/api/programs'

type MediaContent = Extract<Content, { asset: unknown }>

export function draftOf(program: Program): LayoutDraft {
  const origins = new Map(program.origins.map((origin) => [origin.item_id, origin]))
  const playlists = new Map((program.playlists ?? []).map((each) => [each.zone, each.playlist_id]))
  const itemOf = (item: ItemDraft): ItemDraft => {
    const origin = item.id ? origins.get(item.id) : undefined
    const { content, ...kept } = item
    if (origin?.slogan_id) return { ...kept, slogan_id: origin.slogan_id }
    if (origin?.asset_id && content) {
      const { kind, asset, ...how } = content as MediaContent
      return { ...kept, asset_id: origin.asset_id, ...how }
    }
    return item
  }
  return {
    canvas: program.layout.canvas,
    background: program.layout.background,
    zones: program.layout.zones.map((zone): ZoneDraft => {
      const playlist = playlists.get(zone.name)
      const items = (zone.playlist?.items ?? []).map(itemOf)
      return { ...zone, rect: { ...zone.rect }, playlist: { items }, ...(playlist ? { playlist_id: playlist } : {}) }
    }),
  }
}

// What is sent: names of library things stay with the library, and a zone says one source only.
export function sendable(layout: LayoutDraft): LayoutDraft {
  const item = ({ name, ...rest }: ItemDraft): ItemDraft => (rest.content ? { name, ...rest } : rest)
  return {
    ...layout,
    zones: layout.zones.map(({ playlist, playlist_id, ...zone }) =>
      playlist_id ? { ...zone, playlist_id } : { ...zone, playlist: { items: (playlist?.items ?? []).map(item) } },
    ),
  }
}

export const complete = (layout: LayoutDraft): boolean =>
  layout.zones.length > 0 && layout.zones.every((zone) => zone.playlist_id || (zone.playlist?.items.length ?? 0) > 0)

// Zones that reach out of the canvas, by name.
export function outside(layout: LayoutDraft): string[] {
  const { width, height } = layout.canvas
  return layout.zones
    .filter(({ rect }) => rect.x < 0 || rect.y < 0 || rect.x + rect.width > width || rect.y + rect.height > height)
    .map((zone) => zone.name)
}
