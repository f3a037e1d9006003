// Comics of the library: pictures that are one thing.
import { describe, expect, it } from 'vitest'
import type { TrashEntry } from '@/api/trash'
import type { ItemDraft } from '@/api/programs'
import { comicItem, comicOf, inNaturalOrder, movedTo, neededElsewhere, pagesOf, titleOf } from '@/plain/comics'
import { inOrderOfNeed } from '@/plain/trash'

const comic = (id: string, ...pages: string[]) => ({
  id, name: `套 ${id}`, items: [{ id: 'item', name: '旧名', comic: { pages, page_ms: 4000 } } as unknown as ItemDraft],
})
const list = (id: string, ...items: Partial<ItemDraft>[]) => ({ id, name: id, items: items as ItemDraft[] })

describe('a comic', () => {
  it('is a playlist whose only item has pages', () => {
    expect(comicOf(comic('a', '1', '2'))?.pages).toEqual(['1', '2'])
    expect(comicOf(list('b', { asset_id: '1', duration_ms: 1 }))).toBeUndefined()
    expect(comicOf(list('c', ...comic('x', '1').items, { asset_id: '2', duration_ms: 1 }))).toBeUndefined()
    expect(comicOf(list('d'))).toBeUndefined()
  })
  it('goes into another list as one item of its own, under its present name and without a length', () => {
    const item = comicItem(comic('a', '1', '2'))
    expect(item).toEqual({ name: '套 a', comic: { pages: ['1', '2'], page_ms: 4000 } })
  })
  it('has its pages in the order of their numbers, whatever the case of their letters', () => {
    const names = ['第10页.png', 'b.png', '第2页.png', 'A.png', '第1页.png']
    expect(inNaturalOrder(names, (name) => name).filter((name) => name.startsWith('第'))).toEqual(['第1页.png', '第2页.png', '第10页.png'])
    expect(inNaturalOrder(['b10', 'B2', 'a1'], (name) => name)).toEqual(['a1', 'B2', 'b10'])
  })
  it('is called what its pages are called before their numbers', () => {
    expect(titleOf(['反诈漫画 1', '反诈漫画 2', '反诈漫画 10'])).toBe('反诈漫画')
    expect(titleOf(['冬至-01', '冬至-02'])).toBe('冬至')
    expect(titleOf(['猫', '狗'])).toBe('')
    expect(titleOf([])).toBe('')
  })
  it('has a page moved to another place, and all others in their order', () => {
    expect(movedTo(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd'])
    expect(movedTo(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c'])
    expect(movedTo(['a'], 5, 0)).toEqual(['a'])
  })
  it('knows how many of its pages other lists need too', () => {
    const lists = [comic('a', '1', '2', '3'), comic('b', '2', '9'), list('c', { asset_id: '3', duration_ms: 1 })]
    expect(neededElsewhere(['1', '2', '3'], 'a', lists)).toBe(2)
    expect(neededElsewhere(['1', '2', '3'], 'a', [lists[0] as ReturnType<typeof comic>])).toBe(0)
    expect([...pagesOf(lists)].sort()).toEqual(['1', '2', '3', '9'])
  })
})

describe('several things out of the trash', () => {
  it('come back in an order in which each finds what it needs', () => {
    const entries = (['schedule', 'playlist', 'daypart', 'slogan', 'asset'] as const).map((kind) => ({ kind }) as TrashEntry)
    expect(inOrderOfNeed(entries).map(({ kind }) => kind)).toEqual(['asset', 'slogan', 'playlist', 'daypart', 'schedule'])
  })
})
