// The shapes the pages work with, named for people; all come from schemas/openapi.yaml.
import type { Levels, Times } from './days'
import type { components } from './schema'

type Schemas = components['schemas']

export type Session = Schemas['Session']
export type Organisation = Schemas['Organisation']
export type Account = Schemas['Account']
export type Grant = Schemas['Grant']
export type Role = Schemas['Role']
export type OpenSession = Schemas['OpenSession']
export type SecondStep = Schemas['SecondStep']
export type OfferedSecondStep = Schemas['OfferedSecondStep']
export type AuditRow = Schemas['AuditRow']
export type Token = Schemas['Token']
export type IssuedToken = Schemas['IssuedToken']
export type Unit = Schemas['Unit']
export type PolicyBody = Omit<Schemas['UnitPolicyBody'], 'off_hours' | 'brightness' | 'volume'> & {
  off_hours?: Times[]
  brightness?: Levels | null // null: as the unit above
  volume?: Levels | null
}
type Effective = Schemas['Policy']['effective']
export type Policy = Omit<Schemas['Policy'], 'off_hours' | 'effective' | 'brightness' | 'volume'> &
  Pick<PolicyBody, 'off_hours' | 'brightness' | 'volume'> & {
    effective: Omit<Effective, 'off_hours' | 'brightness' | 'volume'> & { off_hours: Times[]; brightness: Partial<Levels>; volume: Partial<Levels> }
  }
export type Restart = Schemas['Restart']
export type Card = Schemas['Card']
export type CardKind = Card['kind']
export const CARD_KINDS: CardKind[] = ['identify', 'grid', 'gradients', 'modules', 'sweep']
export interface CardWish {
  kind: CardKind
  minutes: number
  module?: { width: number; height: number }
}
export type Slogan = Schemas['Slogan']
export type SloganCheck = Schemas['SloganCheck']
export type SloganMotion = Schemas['SloganMotion']
export type Style = Schemas['Slogan']['style']
export type Asset = Schemas['Asset']
export type AssetKind = Schemas['MediaKind']
export type Schedule = Omit<Schemas['Schedule'], 'times'> & { times: Times }
export type Priority = Schemas['Schedule']['priority']
export type Targets = Schemas['Targets']
export type Group = Schemas['Group']
export type Display = Schemas['Display']
export type Health = Schemas['Health']
export type HealthStatus = Health['status']
export type Uptime = Schemas['DisplayUptime']
export type Measure = Schemas['UptimeSum']
export type Playing = Schemas['Playing']
export type RungTried = Playing['rungs'][number]
export type TimelineShare = Schemas['PlannedShare'] & Schemas['Airtime']
export type TimelineSpan = Omit<Schemas['Timeline']['spans'][number], 'shares'> & {
  shares: TimelineShare[]
  brightness_percent?: number
  volume_percent?: number
}
export type Timeline = Omit<Schemas['Timeline'], 'spans'> & { spans: TimelineSpan[] }
export type Player = Schemas['Player']
export type Enrolment = Schemas['CreatedEnrolment']
export type WaitingDevice = Schemas['WaitingDevice']
export type Override = Schemas['Override']

export interface Size {
  width: number
  height: number
}
export interface Rect extends Size {
  x: number
  y: number
}
