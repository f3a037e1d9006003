// One change for many displays: what it means for each of them, and how it is taken back.
import type { Display } from '@/api/models'

// What people may change of many displays at once.
export interface DisplayPatch {
  unit_id?: string
  tags?: string[]
  volume_percent?: number
}

export interface DisplayChange {
  id: string
  version: number
  change: DisplayPatch
}

export type Deed =
  | { kind: 'add_tags' | 'remove_tags'; tags: string[] }
  | { kind: 'move'; unit: string }
  | { kind: 'volume'; percent: number }

type Before = Pick<Display, 'id' | 'version' | 'unit_id' | 'tags' | 'volume_percent'>

function patchOf(display: Before, deed: Deed): DisplayPatch | null {
  switch (deed.kind) {
    case 'add_tags': {
      const tags = [...new Set([...display.tags, ...deed.tags])]
      return tags.length > display.tags.length ? { tags } : null
    }
    case 'remove_tags': {
      const tags = display.tags.filter((tag) => !deed.tags.includes(tag))
      return tags.length < display.tags.length ? { tags } : null
    }
    case 'move':
      return display.unit_id === deed.unit ? null : { unit_id: deed.unit }
    case 'volume':
      return display.volume_percent === deed.percent ? null : { volume_percent: deed.percent }
  }
}

// Displays that are so already are left out.
export function changesOf(displays: readonly Before[], deed: Deed): DisplayChange[] {
  return displays.flatMap((display) => {
    const change = patchOf(display, deed)
    return change ? [{ id: display.id, version: display.version, change }] : []
  })
}

// The way back for those that were changed, `versions` by id: good only while nobody changed them since.
export function wayBack(displays: readonly Before[], changes: DisplayChange[], versions: ReadonlyMap<string, number>): DisplayChange[] {
  const before = new Map(displays.map((display) => [display.id, display]))
  return changes.flatMap(({ id, change }) => {
    const [display, version] = [before.get(id), versions.get(id)]
    if (!display || version === undefined) return []
    const back: DisplayPatch = {}
    if (change.unit_id !== undefined) back.unit_id = display.unit_id
    if (change.tags !== undefined) back.tags = display.tags
    if (change.volume_percent !== undefined) back.volume_percent = display.volume_percent
    return [{ id, version, change: back }]
  })
}
