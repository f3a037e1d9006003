// Black and notices: the emergency lane.
import { all, get, post } from './client'
import type { Override } from './models'

export interface OverrideBody {
  kind: Override['kind']
  unit_ids: string[]
  display_ids: string[]
  group_ids: string[]
  text?: string
  minutes: number
}

const of = (id: string) => ({ path: { id } })
export const listOverrides = () => all<Override>('/api/v1/overrides')
export const readOverride = (id: string) => get<Override>('/api/v1/overrides/{id}', of(id))
export const sendOverride = (body: OverrideBody) => post<Override>('/api/v1/overrides', body)
export const extendOverride = (id: string, minutes: number) =>
  post<Override>('/api/v1/overrides/{id}/extend', { minutes }, of(id))
export const liftOverride = (id: string) => post<Override>('/api/v1/overrides/{id}/lift', undefined, of(id))
