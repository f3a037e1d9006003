// The rules of the pages that need no browser.
import { afterEach, describe, expect, it } from 'vitest'
import type { Display, Group, Health, Targets, Unit } from '@/api/models'
import type { LayoutDraft, Program } from '@/api/programs'
import { useLanguage } from '@/i18n'
import { complete, draftOf, outside, sendable } from '@/plain/drafts'
import { bytesText } from '@/plain/files'
import { arrange, cycleMs } from '@/plain/layouts'
import { passwordLength } from '@/plain/passwords'
import { ruleSentence, timesText } from '@/plain/rule'
import { isNow } from '@/plain/shots'
import { byName, countByStatus, worstFirst } from '@/plain/status'
import { displaysOf, targetsText } from '@/plain/targets'
import { dayStart, isoDay, quarterHours, runText, spanText, useTimeZone, whenText } from '@/plain/time'
import { displayCounts, flatten, idsBelow, pathText, unitTree } from '@/plain/units'
import { tileShape } from '@/plain/wall'

const unit = (id: string, parent?: string): Unit =>
  ({ id, parent_id: parent, name: id, kind: 'grid', version: 1, created_at: '', changed_at: '' }) as Unit
const display = (id: string, unitId: string, status: Partial<Display['status']> = {}, word: Health['status'] = 'showing'): Display =>
  ({ id, unit_id: unitId, name: id, title: '', health: { status: word, cause: '', sentence: '' }, status: { reachable: true, showing: true, ...status } }) as Display

const units = [unit('city'), unit('county', 'city'), unit('town', 'county'), unit('other', 'city')]
const displays = [display('d1', 'town'), display('d2', 'county', { reachable: false }), display('d3', 'other')]

afterEach(() => {
  useLanguage('zh-CN')
  useTimeZone(undefined)
})

describe('units', () => {
  it('stand below their parents, and a closed one hides what is below', () => {
    const tree = unitTree(units)
    expect(flatten(tree).map((node) => `${node.depth}${node.unit.id}`)).toEqual(['0city', '1county', '2town', '1other'])
    expect(flatten(tree, (id) => id !== 'county').map((node) => node.unit.id)).toEqual(['city', 'county', 'other'])
  })
  it('count the displays of all below them', () => {
    const counts = displayCounts(unitTree(units), displays)
    expect(counts.get('city')).toEqual({ reachable: 2, all: 3 })
    expect(counts.get('county')).toEqual({ reachable: 1, all: 2 })
  })
  it('whose parent is not visible are roots', () => {
    expect(unitTree([unit('town', 'county')]).map((node) => node.unit.id)).toEqual(['town'])
    expect([...idsBelow(unitTree(units), 'county')]).toEqual(['county', 'town'])
    expect(pathText(units, 'town')).toBe('city / county / town')
  })
})

describe('a display', () => {
  it("is counted by the manager's word for it", () => {
    const counts = countByStatus([display('a', 'u'), display('b', 'u', {}, 'abnormal'), display('c', 'u')])
    expect(counts).toEqual({ showing: 2, out_of_date: 0, offline: 0, planned_off: 0, abnormal: 1 })
  })
  it('that is worse stands first', () => {
    const list = [display('b', 'u'), display('c', 'u', {}, 'offline'), display('a', 'u')]
    expect(worstFirst(list.sort(byName)).map((each) => each.id)).toEqual(['c', 'a', 'b'])
  })
  it('keeps its shape on the wall', () => {
    const shape = (width: number, height: number) => tileShape({ kind: 'screen', size: { width, height } })
    expect([shape(640, 64), shape(3840, 1080), shape(1920, 1080), shape(720, 1280)]).toEqual(['strip', 'wide', 'landscape', 'portrait'])
  })
  it('is not shown by an old picture as if it were now', () => {
    const now = new Date('2026-11-24T06:21:00Z')
    expect(isNow(display('d', 'u'), new Date('2026-11-24T06:20:00Z'), now)).toBe(true)
    expect(isNow(display('d', 'u'), new Date('2026-11-24T05:20:00Z'), now)).toBe(false)
    expect(isNow(display('d', 'u', { reachable: false }), new Date('2026-11-24T06:20:00Z'), now)).toBe(false)
  })
})

describe('targets', () => {
  const known = { units, displays, groups: [{ id: 'g', unit_id: 'city', version: 1, name: '商圈', display_ids: ['d3'] } as Group] }
  it('mean each display once', () => {
    const meant = displaysOf({ units: ['county'], displays: ['d1'], groups: ['g'] }, known)
    expect(meant.map((each) => each.id)).toEqual(['d1', 'd2', 'd3'])
    expect(targetsText({ units: ['county'], groups: ['g'] }, known)).toBe('county、商圈')
  })
  it('choose among the displays of units by their tags, and leave out what is excluded', () => {
    const tagged = { ...known, displays: displays.map((each, index) => ({ ...each, tags: index === 1 ? ['户外'] : [] })) }
    const ids = (targets: Targets) => displaysOf(targets, tagged).map((each) => each.id)
    expect(ids({ units: ['county'], groups: ['g'], tags: '户外' })).toEqual(['d2', 'd3'])
    expect(ids({ units: ['city'], excluded_units: ['town'], excluded_displays: ['d3'] })).toEqual(['d2'])
    expect(targetsText({ units: ['county'], tags: '户外', excluded_displays: ['d1'] }, tagged)).toBe('county里标签“户外”的屏（d1除外）')
  })
})

describe('a schedule', () => {
  it('is read back in one sentence', () => {
    const year = isoDay(new Date()).slice(0, 4)
    const rule = {
      program: '反诈',
      where: '青云区',
      priority: 'high' as const,
      times: { first: `${year}-11-01`, last: `${year}-11-30`, windows: [{ start: '07:00', end: '22:00' }] },
    }
    expect(ruleSentence(rule)).toBe('11月1日到11月30日，每天，07:00–22:00，在青云区放“反诈”，优先级高。')
    useLanguage('en')
    expect(ruleSentence(rule)).toBe('"反诈" on 青云区: from 1 Nov to 30 Nov, every day, 07:00–22:00; class high.')
  })
  it('over midnight says so', () => {
    expect(timesText({ weekdays: ['sat', 'sun'], windows: [{ start: '22:00', end: '06:00' }] })).toBe('从现在起，周末，22:00–次日 06:00')
  })
})

describe('a program', () => {
  const layout: LayoutDraft = { canvas: { width: 1920, height: 1080 }, zones: arrange('band', { width: 1920, height: 1080 }, [[{ slogan_id: 's', duration_ms: 5000 }]], ['画面', '条幅']) }
  it('starts from a template whose zones fill the canvas', () => {
    for (const template of ['full', 'band', 'side', 'corner'] as const) {
      const area = arrange(template, layout.canvas, [], []).reduce((sum, { rect }) => sum + rect.width * rect.height, 0)
      expect(area, template).toBe(1920 * 1080)
    }
  })
  it('loses no item when it gets fewer zones', () => {
    const lists = [[{ slogan_id: 'a', duration_ms: 1 }], [{ slogan_id: 'b', duration_ms: 1 }]]
    expect(arrange('full', layout.canvas, lists, ['x'])[0]?.playlist?.items.map((item) => item.slogan_id)).toEqual(['a', 'b'])
  })
  it('is complete when every zone shows something', () => {
    expect(complete(layout)).toBe(false)
    expect(cycleMs(layout)).toBe(5000)
    expect(outside({ ...layout, zones: [{ name: 'z', rect: { x: 1, y: 0, width: 1920, height: 1080 } }] })).toEqual(['z'])
  })
  it('can be edited again: items name where they came from', () => {
    const stored = {
      layout: { canvas: layout.canvas, zones: [{ name: 'z', rect: { x: 0, y: 0, width: 9, height: 9 }, playlist: { items: [{ id: 'i', name: 'n', duration_ms: 5, content: { kind: 'poster', fit: 'cover' } }] } }] },
      origins: [{ item_id: 'i', asset_id: 'a' }],
    } as unknown as Program
    const item = sendable(draftOf(stored)).zones[0]?.playlist?.items[0]
    expect(item).toEqual({ id: 'i', duration_ms: 5, asset_id: 'a', fit: 'cover' })
  })
  it('keeps what its page does not show', () => {
    const how = { transition: { kind: 'wipe', duration_ms: 300, direction: 'up' }, not_after: '2027-03-01T00:00:00Z' }
    const asset = { sha256: '0', size_bytes: 1, media_type: 'image/png' }
    const poster = { id: 'p', name: 'p', duration_ms: 900, ...how, content: { kind: 'poster', asset, motion: 'pan', background: '#102030' } }
    const clock = { id: 'c', name: 'c', duration_ms: 900, ...how, content: { kind: 'clock', seconds: true } }
    const zone = { name: 'z', rect: { x: 0, y: 0, width: 9, height: 9 }, opacity_percent: 40, playlist: { items: [poster, clock] } }
    const stored = { layout: { canvas: layout.canvas, zones: [zone] }, origins: [{ item_id: 'p', asset_id: 'a' }] } as unknown as Program
    const sent = sendable(draftOf(stored)).zones[0]
    expect(sent?.opacity_percent).toBe(40)
    expect(sent?.playlist?.items).toEqual([{ id: 'p', duration_ms: 900, ...how, asset_id: 'a', motion: 'pan', background: '#102030' }, clock])
  })
})

describe('numbers', () => {
  it('are said as people say them', () => {
    expect([spanText(90), spanText(273_600), spanText(0)]).toEqual(['1 分 30 秒', '3 天 4 小时', '0 秒'])
    expect([runText(208_000), bytesText(5_100_000), bytesText(12)]).toEqual(['3:28', '5.1 MB', '12 B'])
    expect([passwordLength('abc'), passwordLength('守好ab')]).toEqual([3, 6])
  })
  it('name every quarter of an hour, and the end of the day', () => {
    expect(quarterHours('00:15', '24:00')).toHaveLength(96)
    expect(quarterHours('23:30', '24:00')).toEqual(['23:30', '23:45', '24:00'])
  })
  it("stand on the organisation's clock", () => {
    useTimeZone('Asia/Shanghai')
    const evening = new Date('2026-11-23T16:30:00Z')
    expect(isoDay(evening)).toBe('2026-11-24')
    expect(whenText(evening, evening)).toBe('00:30')
    expect(whenText(new Date('2026-11-22T04:05:00Z'), evening)).toBe('11月22日 12:05')
    expect(whenText(new Date('2037-11-22T04:05:00Z'), evening)).toBe('2037年11月22日 12:05')
    expect(dayStart(evening, 1).toISOString()).toBe('2026-11-22T16:00:00.000Z')
  })
})
