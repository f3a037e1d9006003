// What is asked of the audit trail.
import type { AuditQuestion } from '@/api/audit'
import type { AuditRow } from '@/api/models'
import { addDays, instantOf } from './time'

// What an action is about: its beginning, before the dot.
export const AUDIT_KINDS = [
  'session', 'account', 'token', 'slogan', 'asset', 'upload', 'playlist', 'library', 'program', 'schedule', 'campaign', 'daypart', 'period',
  'holidays', 'override', 'display', 'map', 'group', 'unit', 'player', 'enrolment', 'policy', 'organisation', 'audit',
] as const

export interface AuditFilter {
  unit: string
  actor: string
  kind: string
  words: string
  first: string // the first day; empty: from the beginning
  last: string // the last day, with all of it; empty: to now
}

export const noFilter = (): AuditFilter => ({ unit: '', actor: '', kind: '', words: '', first: '', last: '' })

export function questionOf(filter: AuditFilter): AuditQuestion {
  const question: AuditQuestion = {}
  if (filter.unit) question.unit_id = filter.unit
  if (filter.actor) question.actor_id = filter.actor
  if (filter.kind) question.kind = filter.kind
  if (filter.words.trim()) question.q = filter.words.trim()
  if (filter.first) question.from = instantOf(filter.first).toISOString()
  if (filter.last) question.until = instantOf(addDays(filter.last, 1)).toISOString()
  return question
}

export interface DoorParts {
  before: string // who, or from which browser
  address?: string
  lockedSeconds?: string
  until?: string
}

// What a row about signing in says in its detail: "Edge 131, Windows, from 192.0.2.7, locked for 60 s",
// "until 2026-11-24T20:01:15Z". Nothing: it is about something else.
export function doorParts(row: Pick<AuditRow, 'action' | 'detail'>): DoorParts | null {
  if (!/^(session|account)\./.test(row.action)) return null
  const until = /^until (\S+)$/.exec(row.detail)
  if (until) return { before: '', until: until[1] }
  const from = /^(?:(.*), )?from ([0-9a-fA-F.:]+)(?:, locked for (\d+) s)?$/.exec(row.detail)
  return from ? { before: from[1] ?? '', address: from[2], lockedSeconds: from[3] } : null
}
