// The audit trail as a table for other programs.
import Papa from 'papaparse'
import type { AuditRow } from '@/api/models'

export interface AuditWords {
  head: string[]
  who: (row: AuditRow) => string
  what: (row: AuditRow) => string
  unit: (id: string) => string
}

// UTF-8 with a byte order mark, as spreadsheets want it. A cell that a spreadsheet would take for a
// formula begins with an apostrophe: names and details are what people typed.
export function auditTable(rows: readonly AuditRow[], words: AuditWords): string {
  const lines = rows.map((row) => [row.number, row.at, words.who(row), words.what(row), words.unit(row.unit_id), row.detail, row.action, row.subject, row.sha256])
  return `\uFEFF${Papa.unparse([words.head, ...lines], { escapeFormulae: true, newline: '\r\n' })}\r\n`
}
