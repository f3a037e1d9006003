// What was found as links, and the places one went to last.
import { describe, expect, it } from 'vitest'
import { iconOf, linkOf, recentsOf, withRecent, type Recent } from '@/plain/find'

const recent = (number: number): Recent => ({ to: `/displays/${number}`, name: `n${number}`, place: '', icon: 'screen' })

describe('what was found', () => {
  it('leads to its page', () => {
    expect(linkOf({ kind: 'display', id: '1', name: 'a' })).toBe('/displays/1')
    expect(linkOf({ kind: 'unit', id: '1', name: 'a' })).toBe('/displays?unit=1')
    expect(linkOf({ kind: 'asset', id: '1', name: '100% & more', about: 'video' })).toBe('/library?kind=video&words=100%25%20%26%20more')
  })
  it('has the icon of its kind, media that of theirs', () => {
    expect([iconOf({ kind: 'asset', about: 'audio' }), iconOf({ kind: 'asset' }), iconOf({ kind: 'schedule' })]).toEqual(['sound', 'picture', 'calendar'])
  })
})

describe('the places one went to last', () => {
  it('are eight, each once, the newest first', () => {
    let all: Recent[] = []
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9, 5]) all = withRecent(all, recent(number))
    expect(all.map(({ to }) => to.slice(-1)).join('')).toBe('59876432')
  })
  it('are none where what was kept is broken', () => {
    expect(recentsOf(null)).toEqual([])
    expect(recentsOf('{')).toEqual([])
    expect(recentsOf('[null,{"to":"//elsewhere"},{"to":"javascript:x","name":"","place":"","icon":"x"}]')).toEqual([])
    expect(recentsOf(JSON.stringify([recent(1)]))).toEqual([recent(1)])
  })
})
