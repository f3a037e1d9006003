// What the player draws itself, and what is still missing from it.
import { describe, expect, it } from 'vitest'
import type { ItemDraft } from '@/api/programs'
import { DRAWN, newDrawn, unfinished, type DrawnContent } from '@/plain/drawn'
import { itemMs, lasting } from '@/plain/layouts'

const words = { name: 'n', before: '', after: 'days', over: 'now', soon: '2026-12-31', language: 'en' }
const item = (change: object): ItemDraft => {
  const made = newDrawn('countdown', words)
  return { ...made, content: { ...made.content, ...change } as DrawnContent }
}

describe('a drawn thing', () => {
  it('is whole from the start, but for the words of a QR code', () => {
    const lacks = DRAWN.map((kind) => unfinished([newDrawn(kind, words)])?.lack)
    expect(lacks).toEqual([undefined, undefined, 'drawn.no_text', undefined])
  })
  it('is named by what it lacks', () => {
    expect(unfinished([item({}), item({ over: ' ' })])?.lack).toBe('drawn.no_over')
    expect(unfinished([item({ until_date: '' })])?.lack).toBe('drawn.no_day')
    const clock = newDrawn('clock', words)
    const bare = { kind: 'clock', time: 'none' } as DrawnContent
    expect(unfinished([{ ...clock, content: bare }])?.lack).toBe('drawn.clock_empty')
    expect(unfinished([{ ...clock, content: { ...bare, lunar_date: true } as DrawnContent }])).toBeUndefined()
  })
  it('holds a thousand bytes in a QR code, whatever they are', () => {
    const code = (text: string): string | undefined => unfinished([{ ...newDrawn('qr', words), content: { kind: 'qr', text } as DrawnContent }])?.lack
    expect([code('字'.repeat(333)), code('字'.repeat(334))]).toEqual([undefined, 'drawn.text_too_long'])
  })
})

describe('an item', () => {
  it('comes in no longer than it stays', () => {
    const slow: ItemDraft = { duration_ms: 10_000, slogan_id: 's', transition: { kind: 'slide', duration_ms: 5000 } }
    expect(lasting(slow, 2000).transition?.duration_ms).toBe(2000)
    expect(lasting(slow, 8000).transition?.duration_ms).toBe(5000)
    expect(lasting({ duration_ms: 10, slogan_id: 's' }, 20)).toEqual({ duration_ms: 20, slogan_id: 's' })
  })
  it('lasts as long as its pages when it is a comic', () => {
    const comic = { name: 'c', comic: { pages: ['a', 'b', 'c'], page_ms: 4000 } } as ItemDraft
    expect(itemMs([comic, { duration_ms: 1000, slogan_id: 's' }])).toBe(13_000)
  })
})
