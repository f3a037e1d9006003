// Displays, devices, units, and how devices join.
import { all, get, pages, patch, picture, post, put, remove } from './client'
import type { DisplayChange } from '@/plain/bulk'
import type { Card, CardWish, Display, Enrolment, Player, Playing, Policy, PolicyBody, Restart, Timeline, Unit, Uptime, WaitingDevice } from './models'

const of = (id: string) => ({ path: { id } })

export const listUnits = () => all<Unit>('/api/v1/units')
export const addUnit = (parent: string, name: string, kind: string) =>
  post<Unit>('/api/v1/units', { parent_id: parent, name, kind })
export const renameUnit = (unit: Unit, name: string) =>
  patch<Unit>('/api/v1/units/{id}', { name }, { path: { id: unit.id }, version: unit.version })
export const readPolicy = (unit: string) => get<Policy>('/api/v1/units/{id}/policy', of(unit))
export const replacePolicy = (policy: Policy, body: PolicyBody) =>
  put<Policy>('/api/v1/units/{id}/policy', body, { path: { id: policy.id }, version: policy.version })

export const displayPages = () => pages<Display>('/api/v1/displays')
export const listDisplays = () => all<Display>('/api/v1/displays')
export const readDisplay = (id: string) => get<Display>('/api/v1/displays/{id}', of(id))
export const renameDisplay = (display: Display, title: string) =>
  patch<Display>('/api/v1/displays/{id}', { title }, { path: { id: display.id }, version: display.version })
export const tagDisplay = (display: Display, tags: string[]) =>
  patch<Display>('/api/v1/displays/{id}', { tags }, { path: { id: display.id }, version: display.version })
export interface Position {
  longitude: number
  latitude: number
}
export const placeDisplay = (display: Display, position: Position | null) =>
  patch<Display>('/api/v1/displays/{id}', { position }, { path: { id: display.id }, version: display.version })
// Many at once, each for itself; at most CHANGES_AT_ONCE. What came of each, in the order asked.
export const CHANGES_AT_ONCE = 100 // of the 500 the manager takes: progress is seen, and cancelling is soon
export const changeDisplays = async (changes: DisplayChange[]): Promise<ChangedDisplay[]> =>
  (await post<{ items: ChangedDisplay[] }>('/api/v1/display-changes', { changes })).items
export interface ChangedDisplay {
  id: string
  version?: number // absent: refused
  problem?: { code: string; title: string; detail: string }
}

export const readPlayer = (id: string) => get<Player>('/api/v1/players/{id}', of(id))

export const askScreenshot = (id: string) => post<{ id: string }>('/api/v1/displays/{id}/screenshots', undefined, of(id))
export const latestScreenshot = (id: string) => picture('get', '/api/v1/displays/{id}/screenshots/latest', of(id))

// Nothing but the volume is said: by the newest version, unless it shall be a certain one.
export const setVolume = async (id: string, percent: number, version?: number) => {
  const newest = version ?? (await readDisplay(id)).version
  return patch<Display>('/api/v1/displays/{id}', { volume_percent: percent }, { path: { id }, version: newest })
}
export const readDisplayPolicy = (id: string) => get<Policy>('/api/v1/displays/{id}/policy', of(id))
export const replaceDisplayPolicy = (policy: Policy, body: PolicyBody) =>
  put<Policy>('/api/v1/displays/{id}/policy', body, { path: { id: policy.id }, version: policy.version })
export const readRestart = (id: string) => get<Restart>('/api/v1/displays/{id}/restart', of(id))
export const orderRestart = (id: string) => post<Restart>('/api/v1/displays/{id}/restart', undefined, of(id))

export const readCard = (id: string) => get<Card>('/api/v1/displays/{id}/card', of(id))
export const putUpCard = (id: string, wish: CardWish) => post<Card>('/api/v1/displays/{id}/card', wish, of(id))
export const takeDownCard = (id: string) => remove('/api/v1/displays/{id}/card', of(id))

export const readUptime = (id: string, from: Date, until: Date) =>
  get<Uptime>('/api/v1/displays/{id}/uptime', {
    path: { id },
    query: { from: from.toISOString(), until: until.toISOString() },
  })

// What it shows at an instant and why; its day with the airtime of every program.
export const readPlaying = (id: string, at?: Date) =>
  get<Playing>('/api/v1/displays/{id}/playing', { path: { id }, query: { at: at?.toISOString() } })
export const readTimeline = (id: string, from: Date, until: Date) =>
  get<Timeline>('/api/v1/displays/{id}/timeline', {
    path: { id },
    query: { from: from.toISOString(), until: until.toISOString() },
  })

// `replaces`: the player of the unit whose place the device takes; absent: it is a new one.
// `replaces`: the player whose place the device takes; `name`: what it shall be called.
export const makeEnrolment = (unit: string, validSeconds: number, { replaces, name }: { replaces?: string | undefined; name?: string } = {}) =>
  post<Enrolment>('/api/v1/enrolments', { unit_id: unit, valid_seconds: validSeconds, replaces_player_id: replaces, name })
export const lookUpCode = (code: string) => post<WaitingDevice>('/api/v1/enrolments/lookups', { code })
export const confirmCode = (code: string, fingerprint: string, unit: string, name: string, replaces?: string) =>
  post<unknown>('/api/v1/enrolments/confirmations', {
    code,
    device_fingerprint: fingerprint,
    unit_id: unit,
    name,
    replaces_player_id: replaces,
  })
