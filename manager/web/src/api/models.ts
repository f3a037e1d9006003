// The shapes the pages work with, named for people; all come from schemas/openapi.yaml.
import type { components } from './schema'

type Schemas = components['schemas']

export type Organisation = Schemas['Organisation']
export type Unit = Schemas['Unit']
export type Slogan = Schemas['Slogan']
export type Style = Schemas['Slogan']['style']
export type Schedule = Schemas['Schedule']
export type Times = Schemas['Schedule']['times']
export type Priority = Schemas['Schedule']['priority']
export type Player = Schemas['Player']
export type Enrolment = Schemas['CreatedEnrolment']
export type Rung = NonNullable<Schemas['DisplayStatus']['rung']>

export type HealthStatus = 'showing' | 'out_of_date' | 'offline' | 'planned_off' | 'abnormal'

export interface Health {
  status: HealthStatus
  cause: string
  since?: string
  sentence?: string
}

export type DisplayStatus = Schemas['DisplayStatus'] & { health?: Health }
export type Display = Omit<Schemas['Display'], 'status'> & { status: DisplayStatus }

export interface Size {
  width: number
  height: number
}
export interface Rect extends Size {
  x: number
  y: number
}
