// One change for many displays.
import { describe, expect, it } from 'vitest'
import { changesOf, wayBack } from '@/plain/bulk'

const display = (id: string, tags: string[] = [], unit_id = 'north', volume_percent = 100) => ({ id, version: 3, unit_id, tags, volume_percent })
const displays = [display('a', ['street']), display('b'), display('c', ['street', 'gate'], 'south', 40)]

describe('a change of many displays', () => {
  it('asks only for those it would change, and keeps what else they have', () => {
    expect(changesOf(displays, { kind: 'add_tags', tags: ['street'] })).toEqual([{ id: 'b', version: 3, change: { tags: ['street'] } }])
    expect(changesOf(displays, { kind: 'remove_tags', tags: ['street'] }).map(({ id, change }) => [id, change.tags])).toEqual([['a', []], ['c', ['gate']]])
    expect(changesOf(displays, { kind: 'move', unit: 'south' }).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(changesOf(displays, { kind: 'volume', percent: 40 }).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(changesOf([], { kind: 'volume', percent: 40 })).toEqual([])
  })

  it('is taken back for those that were changed, at the version that came of it', () => {
    const changes = changesOf(displays, { kind: 'move', unit: 'east' })
    expect(wayBack(displays, changes, new Map([['a', 4], ['c', 9]]))).toEqual([
      { id: 'a', version: 4, change: { unit_id: 'north' } },
      { id: 'c', version: 9, change: { unit_id: 'south' } },
    ])
  })
})
