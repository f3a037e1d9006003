// A table of devices that shall join, as spreadsheets save it: one line a device with its name and the
// unit it belongs to.
import Papa from 'papaparse'
import type { Unit } from '@/api/models'
import { pathsOf } from './units'

export const ROWS_MAX = 1000
export const TABLE_BYTES_MAX = 1_000_000
const NAME_BYTES_MAX = 400 // limits::name_bytes_max

export type RowFault = 'no_name' | 'long_name' | 'lines' | 'twice' | 'no_unit' | 'many_units'
export interface JoinRow {
  line: number // row of the table, from 1, with its head
  name: string
  unitText: string // as written; empty: the one chosen for the whole table
  unit?: string
  fault?: RowFault
}
export type TableFault = 'empty' | 'no_name_column' | 'too_long' | 'unreadable'
export interface JoinTable {
  rows: JoinRow[]
  fault?: TableFault
}

const NAMES = ['name', '名称', '设备名称', '屏幕名称', '设备', '屏幕']
const UNITS = ['unit', '单位', '所属单位', '所属']

// UTF-8, or what Excel writes in Chinese Windows.
export function tableText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const plain = (path: string): string => path.split('/').map((part) => part.trim()).filter(Boolean).join(' / ')

// A unit by its name, where only one has it, or by its path or the end of it, "北区分局 / 柳溪派出所".
function unitFinder(units: Unit[]): (text: string) => Pick<JoinRow, 'unit' | 'fault'> {
  const paths = [...pathsOf(units)]
  return (text) => {
    const wanted = plain(text)
    const whole = paths.find(([, path]) => path === wanted)
    const ending = [wanted, text].map((end) => ` / ${end}`) // a name may have a stroke in it
    const found = whole ? [whole] : paths.filter(([, path]) => ending.some((end) => path.endsWith(end)))
    if (found.length > 1) return { fault: 'many_units' }
    const unit = found[0]?.[0]
    return unit ? { unit } : { fault: 'no_unit' }
  }
}

// What its first line is cut by.
function separatorOf(text: string): string {
  const [first = ''] = text.split('\n', 1)
  const often = (mark: string): number => first.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (often(mark) > often(best) ? mark : best))
}

// `above`: the unit chosen for lines that name none.
export function readJoinTable(text: string, units: Unit[], above: string): JoinTable {
  const bare = text.replace(/^\uFEFF/, '')
  const { data, errors } = Papa.parse<string[]>(bare, { delimiter: separatorOf(bare) })
  const lines = data.map((cells, index) => ({ line: index + 1, cells: cells.map((cell) => cell.trim()) })).filter(({ cells }) => cells.some(Boolean))
  const head = lines.shift()
  if (!head) return { rows: [], fault: 'empty' }
  if (text.includes('\0') || errors.some(({ type }) => type === 'Quotes')) return { rows: [], fault: 'unreadable' }
  const column = (known: string[]): number => head.cells.findIndex((cell) => known.includes(cell.toLowerCase()))
  const [nameAt, unitAt] = [column(NAMES), column(UNITS)]
  if (nameAt < 0) return { rows: [], fault: 'no_name_column' }
  if (lines.length === 0) return { rows: [], fault: 'empty' }
  if (lines.length > ROWS_MAX) return { rows: [], fault: 'too_long' }
  const unitOf = unitFinder(units)
  const seen = new Set<string>()
  const rows = lines.map(({ line, cells }): JoinRow => {
    const name = cells[nameAt] ?? ''
    const unitText = cells[unitAt] ?? ''
    const place = unitText ? unitOf(unitText) : { unit: above }
    const again = seen.has(name)
    seen.add(name)
    const fault: RowFault | undefined = !name ? 'no_name' : new TextEncoder().encode(name).length > NAME_BYTES_MAX ? 'long_name' : /\p{Cc}/u.test(name) ? 'lines' : again ? 'twice' : place.fault
    return { line, name, unitText, ...place, ...(fault ? { fault } : {}) }
  })
  return { rows }
}

// As a file is called on any system.
export const fileNameOf = (row: Pick<JoinRow, 'line' | 'name'>): string =>
  `${String(row.line).padStart(4, '0')} ${row.name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(0, 60)}.json`
