// What is shown where and when, and sets of displays that are addressed together.
import { all, get, post, put, remove } from './client'
import type { Priority, Schedule, Times } from './models'

export interface Targets {
  units?: string[]
  displays?: string[]
  groups?: string[]
}

export interface ScheduleBody {
  unit_id: string
  name: string
  program_id: string
  priority: Priority
  times: Times
  targets: Targets
}

export interface Group {
  id: string
  unit_id: string
  version: number
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

export const listGroups = () => all<Group>('/api/v1/groups')
export const createGroup = (body: { unit_id: string; name: string; display_ids: string[] }) =>
  post<Group>('/api/v1/groups', body)
export const removeGroup = (group: Group) =>
  remove('/api/v1/groups/{id}', { path: { id: group.id }, version: group.version })
