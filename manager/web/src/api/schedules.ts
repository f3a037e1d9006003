// What is shown where and when, and sets of displays that are addressed together.
import { all, get, post, put, remove } from './client'
import type { Group, Priority, Schedule, Targets, Times } from './models'

export interface ScheduleBody {
  unit_id: string
  name: string
  program_id: string
  priority: Priority
  times: Times
  targets: Targets
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

export const listGroups = () => all<Group>('/api/v1/groups')
export const createGroup = (body: GroupBody) => post<Group>('/api/v1/groups', body)
export const replaceGroup = (group: Group, body: GroupBody) =>
  put<Group>('/api/v1/groups/{id}', body, { path: { id: group.id }, version: group.version })
export const removeGroup = (group: Group) =>
  remove('/api/v1/groups/{id}', { path: { id: group.id }, version: group.version })
