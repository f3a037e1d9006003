import { describe, expect, it } from 'vitest'
import type { Display, Unit } from '@/api/models'
import { choicesOf, fitsFilter } from '@/plain/display_filter'
import { flatten, pruned, unitTree } from '@/plain/units'

const display = (id: string, width: number, height: number, tags: string[] = [], programs: string[] = []): Display =>
  ({ id, kind: width ? 'screen' : 'loudspeaker', size: { width, height }, tags, status: { zones: programs.map((program_id) => ({ program_id })) } }) as unknown as Display
const ALL = [display('a', 640, 64, ['沿街'], ['p', 'p']), display('b', 1080, 1920, ['沿街', '社区'], ['q']), display('c', 0, 0)]

describe('the displays of a place', () => {
  it('are chosen by shape, program and tag together', () => {
    const shown = (filter: Partial<Parameters<typeof fitsFilter>[1]>): string =>
      ALL.filter((each) => fitsFilter(each, { shape: '', program: '', tag: '', ...filter })).map(({ id }) => id).join('')
    expect(shown({})).toBe('abc')
    expect(shown({ tag: '沿街' })).toBe('ab')
    expect(shown({ tag: '沿街', shape: 'portrait' })).toBe('b')
    expect(shown({ program: 'p' })).toBe('a')
    expect(shown({ shape: 'sound' })).toBe('c')
    expect(shown({ shape: 'sound', tag: '沿街' })).toBe('')
  })

  it('say what there is to choose, each display counted once', () => {
    const { shapes, programs, tags } = choicesOf(ALL)
    expect([...shapes]).toEqual([['strip', 1], ['portrait', 1], ['sound', 1]])
    expect([...programs]).toEqual([['p', 1], ['q', 1]])
    expect([...tags]).toEqual([['沿街', 2], ['社区', 1]])
  })
})

describe('a unit that is looked for', () => {
  const unit = (id: string, name: string, parent_id?: string): Unit => ({ id, name, parent_id }) as Unit
  const tree = unitTree([unit('r', '江城市公安局'), unit('n', '北区分局', 'r'), unit('n1', '柳溪派出所', 'n'), unit('s', '南区分局', 'r'), unit('s1', 'Pier', 's')])
  const names = (words: string): string[] => flatten(pruned(tree, words)).map((node) => node.unit.name)

  it('stands under what leads to it', () => {
    expect(names('柳')).toEqual(['江城市公安局', '北区分局', '柳溪派出所'])
    expect(names('PIER ')).toEqual(['江城市公安局', '南区分局', 'Pier'])
    expect(names('分局')).toEqual(['江城市公安局', '北区分局', '南区分局'])
    expect(names('nowhere')).toEqual([])
    expect(names('  ')).toHaveLength(5)
  })
})
