// What was deleted and may still come back.
import { all, post, remove } from './client'
import type { components } from './schema'

export type TrashEntry = components['schemas']['TrashEntry']

export const TRASH_DAYS = 30
export const listTrash = () => all<TrashEntry>('/api/v1/trash')
export const restoreFromTrash = (id: string) => post<void>('/api/v1/trash/{id}/restore', undefined, { path: { id } })
export const removeFromTrash = (id: string) => remove('/api/v1/trash/{id}', { path: { id } })
