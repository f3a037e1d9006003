import { describe, expect, it } from 'vitest'
import type { Unit } from '@/api/models'
import { fileNameOf, readJoinTable, ROWS_MAX, tableText } from '@/plain/join_table'

const unit = (id: string, name: string, parent_id?: string): Unit => ({ id, name, kind: 'county', version: 1, ...(parent_id ? { parent_id } : {}) }) as Unit
const UNITS = [unit('root', '江城市公安局'), unit('n', '北区分局', 'root'), unit('s', '南区分局', 'root'), unit('n1', '柳溪派出所', 'n'), unit('s1', '柳溪派出所', 's'), unit('s2', 'Pier 7', 's')]
const read = (text: string) => readJoinTable(text, UNITS, 'root')

describe('a table of devices that shall join', () => {
  it('is read as spreadsheets write it: any separator, quotes, empty lines, columns in any order', () => {
    expect(read('\uFEFF单位;名称\r\n北区分局;"西站;北口"\r\n\r\n;南口\r\n').rows).toEqual([
      { line: 2, name: '西站;北口', unitText: '北区分局', unit: 'n' },
      { line: 4, name: '南口', unitText: '', unit: 'root' },
    ])
    expect(read('Name\tUnit\nA\tpier 7').rows[0]?.fault).toBe('no_unit')
    expect(read('Name\tUnit\nA\tPier 7').rows[0]?.unit).toBe('s2')
  })

  it('finds a unit by name or path, and asks for the path where several have the name', () => {
    const rows = read('name,unit\na,柳溪派出所\nb,北区分局/柳溪派出所\nc,江城市公安局 / 南区分局 / 柳溪派出所\nd,别处').rows
    expect(rows.map((row) => row.fault ?? row.unit)).toEqual(['many_units', 'n1', 's1', 'no_unit'])
  })

  it('says of every line what is wrong with it', () => {
    const rows = read(`name,unit\n,北区分局\nsame,\nsame,\n${'很'.repeat(134)},\n`).rows
    expect(read('name,unit\n"two\nlines",\n').rows[0]?.fault).toBe('lines')
    expect(rows.map(({ line, fault }) => [line, fault])).toEqual([[2, 'no_name'], [3, undefined], [4, 'twice'], [5, 'long_name']])
  })

  it('says what is wrong with the whole', () => {
    expect(read('').fault).toBe('empty')
    expect(read('name,unit\n').fault).toBe('empty')
    expect(read('屏,处\nA,B').fault).toBe('no_name_column')
    expect(read('name,unit\n"open,\nB,\n').fault).toBe('unreadable')
    expect(read('PK\u0003\u0004\0\0name').fault).toBe('unreadable')
    expect(read(`name\n${Array.from({ length: ROWS_MAX + 1 }, (_, n) => `d${n}`).join('\n')}`).fault).toBe('too_long')
    expect(read(`name\n${Array.from({ length: ROWS_MAX }, (_, n) => `d${n}`).join('\n')}`).rows).toHaveLength(ROWS_MAX)
  })

  it('is UTF-8, or what Excel writes in Chinese Windows', () => {
    expect(tableText(new TextEncoder().encode('名称'))).toBe('名称')
    expect(tableText(Uint8Array.from([0xc3, 0xfb, 0xb3, 0xc6]))).toBe('名称')
  })

  it('gives files names that every system takes', () => {
    expect(fileNameOf({ line: 7, name: 'a/b:c "西站"\n' })).toBe('0007 a_b_c _西站__.json')
  })
})
