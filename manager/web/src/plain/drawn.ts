// Things that the player draws itself, without a file: what a new one says until somebody says more.
import type { Content, ItemDraft } from '@/api/programs'

export const DRAWN = ['clock', 'countdown', 'qr', 'test_card'] as const
export type DrawnKind = (typeof DRAWN)[number]
export type DrawnContent = Extract<Content, { kind: DrawnKind }>
export type Of<K extends DrawnKind> = Extract<Content, { kind: K }>

const DRAWN_MS = 10_000
const MODULE = { width: 64, height: 32 }

// `words`: in the language of the page; `soon`: the day that a countdown counts to, 2026-12-31.
export interface FirstWords {
  name: string
  before: string
  after: string
  over: string
  soon: string
  language: string // of these words
}

export function newDrawn(kind: DrawnKind, words: FirstWords): ItemDraft {
  const contents: Record<DrawnKind, DrawnContent> = {
    clock: { kind: 'clock', time: 'minutes', date: true, weekday: true, language: words.language },
    countdown: { kind: 'countdown', until_date: words.soon, unit: 'days', before: words.before || undefined, after: words.after || undefined, over: words.over, language: words.language },
    qr: { kind: 'qr', text: 'https://' },
    test_card: { kind: 'test_card', card: 'grid', module: MODULE },
  }
  return { name: words.name, duration_ms: DRAWN_MS, content: contents[kind] }
}

export const isDrawn = (content: Content | undefined): content is DrawnContent => content !== undefined && (DRAWN as readonly string[]).includes(content.kind)

// What keeps a drawn thing from being drawn; the key of a sentence, or nothing.
export function lackOf(content: DrawnContent): string | undefined {
  switch (content.kind) {
    case 'clock':
      return content.time === 'none' && !content.date && !content.weekday && !content.lunar_date ? 'drawn.clock_empty' : undefined
    case 'countdown':
      if (!content.until_date) return 'drawn.no_day'
      return content.over.trim() ? undefined : 'drawn.no_over'
    case 'qr': {
      const text = content.text.trim()
      if (!text || text === 'https://') return 'drawn.no_text'
      return new TextEncoder().encode(content.text).length > 1000 ? 'drawn.text_too_long' : undefined
    }
    case 'test_card':
      return undefined
  }
}

// The first item that lacks something, with the key of the sentence that says what.
export function unfinished(items: ItemDraft[]): { item: ItemDraft; lack: string } | undefined {
  for (const item of items) {
    const lack = isDrawn(item.content) ? lackOf(item.content) : undefined
    if (lack) return { item, lack }
  }
  return undefined
}
