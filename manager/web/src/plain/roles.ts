// What a person may be allowed to do, in the order of the page.
export const ROLES = [
  'viewer',
  'editor',
  'reviewer_1',
  'reviewer_2',
  'reviewer_3',
  'duty',
  'operator',
  'unit_administrator',
  'system_administrator',
  'security_administrator',
  'audit_administrator',
] as const
