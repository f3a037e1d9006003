// The audit trail: who did what.
import { get } from './client'
import type { AuditRow } from './models'

export interface AuditQuestion {
  unit_id?: string
  actor_id?: string
  kind?: string
  q?: string
  from?: string
  until?: string
}

// The newest first, from below the row number `before` on.
export const readAudit = async (question: AuditQuestion, limit: number, before?: number, signal?: AbortSignal): Promise<AuditRow[]> =>
  (await get<{ items: AuditRow[] }>('/api/v1/audit', { query: { ...question, order: 'newest', limit, before }, signal })).items
