import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AuditRow } from '@/api/models'
import { AUDIT_KINDS, doorParts, noFilter, questionOf } from '@/plain/audit'
import en from '@/locales/en.json'
import { auditTable } from '@/plain/audit_table'
import { useTimeZone } from '@/plain/time'

const row = (more: Partial<AuditRow>): AuditRow => ({
  number: 7,
  at: '2026-11-23T12:00:00Z',
  unit_id: 'u',
  action: 'slogan.create',
  subject: 's',
  detail: '心莫贪',
  previous_sha256: '0'.repeat(64),
  sha256: 'a'.repeat(64),
  ...more,
})

describe('what is asked of the trail', () => {
  it('asks for nothing in particular when nothing is filtered', () => {
    expect(questionOf(noFilter())).toEqual({})
    expect(questionOf({ ...noFilter(), words: '  ' })).toEqual({})
  })

  it('takes whole days of the organisation', () => {
    useTimeZone('Asia/Shanghai')
    expect(questionOf({ ...noFilter(), first: '2026-11-01', last: '2026-11-01' })).toEqual({
      from: '2026-10-31T16:00:00.000Z',
      until: '2026-11-01T16:00:00.000Z',
    })
  })
})

describe('what happened at the door', () => {
  it('is taken apart, whatever is known of it', () => {
    expect(doorParts(row({ action: 'session.start', detail: 'from 192.0.2.7' }))).toEqual({ before: '', address: '192.0.2.7', lockedSeconds: undefined })
    expect(doorParts(row({ action: 'session.revoke', detail: 'Edge 131, Windows, from 2001:db8::1' }))?.before).toBe('Edge 131, Windows')
    expect(doorParts(row({ action: 'session.lock', detail: 'from 192.0.2.7, locked for 60 s' }))?.lockedSeconds).toBe('60')
    expect(doorParts(row({ action: 'account.invite', detail: 'until 2026-11-24T20:01:15Z' }))?.until).toBe('2026-11-24T20:01:15Z')
  })

  it('leaves everything else as it was written', () => {
    expect(doorParts(row({ detail: 'from 192.0.2.7' }))).toBeNull()
    expect(doorParts(row({ action: 'account.create', detail: '李雷' }))).toBeNull()
  })
})

describe('the trail as a table', () => {
  const words = { head: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'], who: () => '林玥', what: () => '标语 · 新建', unit: () => '江城' }

  it('is UTF-8 with a mark, a line for each row, and quotes what holds the separator', () => {
    const lines = auditTable([row({ detail: 'a,"b"\nc' })], words)
    expect(lines.startsWith('\uFEFFa,b,c')).toBe(true)
    expect(lines).toContain('"a,""b""\nc"')
    expect(lines.endsWith('\r\n')).toBe(true)
  })

  it('holds nothing that a spreadsheet would compute', () => {
    for (const detail of ['=1+1', '+1', '-1', '@x', '\t=1', '\r=1']) expect(auditTable([row({ detail })], words)).toMatch(/,"?'[=+\-@\t\r]/)
  })
})

it('has words for everything the manager writes into the trail', () => {
  const root = join(__dirname, '../..')
  const sources = ['access', 'fleet', 'http', 'library', 'publishing'].flatMap((folder) =>
    readdirSync(join(root, folder)).filter((name) => name.endsWith('.cpp')).map((name) => readFileSync(join(root, folder, name), 'utf8')),
  )
  const actions = new Set(sources.flatMap((text) => [...text.matchAll(/"([a-z_]+)\.([a-z_]+)"/g)].map(([, kind = '', verb = '']) => `${kind}.${verb}`)))
  const written = [...actions].filter((action) => (AUDIT_KINDS as readonly string[]).includes(action.split('.')[0] ?? ''))
  expect(written.length).toBeGreaterThan(40)
  expect(written.filter((action) => !(action.split('.')[1]! in en.audit.verb))).toEqual([])
  expect(AUDIT_KINDS.filter((kind) => !(kind in en.audit.kind))).toEqual([])
})
