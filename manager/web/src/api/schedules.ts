// What is shown where and when, and sets of displays that are addressed together.
import { all, get, post, put, remove } from './client'
import type { Times } from './days'
import type { Group, Priority, Schedule, Targets } from './models'

export interface ScheduleBody {
  unit_id: string
  name: string
  program_id: string
  priority: Priority
  times: Times
  targets: Targets
  any_time?: boolean
  campaign_id?: string
  daypart_id?: string
  period_ids?: string[]
  interrupt_seconds_per_hour?: number
  weight?: number
  plays_per_hour_max?: number
  repeat_gap_s?: number
}

interface Named {
  id: string
  title: string
}
interface Winner {
  schedule_id?: string
  schedule?: string
}

// What would come of a schedule: where it can play, how much, and what stands in its way.
export interface ScheduleCheck {
  displays: number
  units: number
  playing: number
  minutes: number
  plays: number
  reasons: { code: string; count: number; displays: Named[]; by?: Winner; sentence: string }[]
  covered: Covered[]
}
export interface Covered {
  from: string
  until: string
  displays: number
  by: Winner
  sentence: string
}

// What stands on the glass of a unit's displays, schedule by schedule.
export interface UnitTimeline {
  from: string
  until: string
  displays: number
  cut: boolean // more happens than one answer tells
  schedules: {
    schedule_id: string
    schedule: string
    program_id: string
    program?: string
    priority: Priority
    interrupt: boolean
    runs: { from: string; until: string; displays: number; shown_s: number }[]
  }[]
}

export interface GroupBody {
  unit_id: string
  name: string
  display_ids: string[]
}

export const listSchedules = () => all<Schedule>('/api/v1/schedules')
export const readSchedule = (id: string) => get<Schedule>('/api/v1/schedules/{id}', { path: { id } })
export const createSchedule = (body: ScheduleBody) => post<Schedule>('/api/v1/schedules', body)
export const replaceSchedule = (schedule: Schedule, body: ScheduleBody) =>
  put<Schedule>('/api/v1/schedules/{id}', body, { path: { id: schedule.id }, version: schedule.version })
export const removeSchedule = (schedule: Schedule) =>
  remove('/api/v1/schedules/{id}', { path: { id: schedule.id }, version: schedule.version })

export const checkSchedule = (body: ScheduleBody & { id?: string; from?: string; days?: number }, signal?: AbortSignal) =>
  post<ScheduleCheck>('/api/v1/schedule-checks', body, { signal })
export const readUnitTimeline = (id: string, from: Date, until: Date) =>
  get<UnitTimeline>('/api/v1/units/{id}/timeline', {
    path: { id },
    query: { from: from.toISOString(), until: until.toISOString() },
  })

export const listGroups = () => all<Group>('/api/v1/groups')
export const createGroup = (body: GroupBody) => post<Group>('/api/v1/groups', body)
export const replaceGroup = (group: Group, body: GroupBody) =>
  put<Group>('/api/v1/groups/{id}', body, { path: { id: group.id }, version: group.version })
export const removeGroup = (group: Group) =>
  remove('/api/v1/groups/{id}', { path: { id: group.id }, version: group.version })
