// Displays, devices, units, and how devices join.
import { all, get, patch, picture, post } from './client'
import type { Display, Enrolment, Organisation, Player, Unit } from './models'

export interface Measure {
  up_s: number
  down_s: number
  unknown_s: number
  planned_off_s: number
  availability: number | null
}

export interface Uptime {
  from: string
  until: string
  reachable: Measure
  running: Measure
  showing: Measure
}

export interface Waiting {
  code: string
  device_fingerprint: string
  trust_fingerprint: string
  name?: string
  software: string
  displays: { name: string; size: { width: number; height: number } }[]
  address: string
  expires_at: string
}

export const readOrganisation = () => get<Organisation>('/api/v1/organisation')
export const listUnits = () => all<Unit>('/api/v1/units')
export const addUnit = (parent: string, name: string, kind: string) =>
  post<Unit>('/api/v1/units', { parent_id: parent, name, kind })

export const listDisplays = () => all<Display>('/api/v1/displays')
export const readDisplay = (id: string) => get<Display>('/api/v1/displays/{id}', { path: { id } })
export const renameDisplay = (display: Display, title: string) =>
  patch<Display>('/api/v1/displays/{id}', { title }, { path: { id: display.id }, version: display.version })
export const readPlayer = (id: string) => get<Player>('/api/v1/players/{id}', { path: { id } })

export const askScreenshot = (id: string) =>
  post<{ id: string }>('/api/v1/displays/{id}/screenshots', {}, { path: { id } })
export const latestScreenshot = (id: string) =>
  picture('get', '/api/v1/displays/{id}/screenshots/latest', { path: { id } })

export const readUptime = (id: string, from: Date, until: Date) =>
  get<Uptime>('/api/v1/displays/{id}/uptime', {
    path: { id },
    query: { from: from.toISOString(), until: until.toISOString() },
  })

export const makeEnrolment = (unit: string, validSeconds: number) =>
  post<Enrolment>('/api/v1/enrolments', { unit_id: unit, valid_seconds: validSeconds })
export const lookUpCode = (code: string) => post<Waiting>('/api/v1/enrolments/lookups', { code })
export const confirmCode = (code: string, fingerprint: string, unit: string, name: string) =>
  post<unknown>('/api/v1/enrolments/confirmations', {
    code,
    device_fingerprint: fingerprint,
    unit_id: unit,
    name,
  })
