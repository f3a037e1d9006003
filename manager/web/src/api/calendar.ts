// The calendar people plan by: what a day is, named parts of the day, named days, holidays.
import { all, get, post, put, remove, type SHARED } from './client'
import type { DayException, DayKind, DayRule, DayWindow } from './days'

export interface CalendarDay {
  date: string
  lunar?: { year: number; month: number; day: number; leap_month: boolean; text: string } // 1901 to 2100
  festivals: string[]
  names: string[]
  solar_term?: string
  solar_term_name?: string
  kind?: DayKind // absent where no table says it
  holiday?: string
}

export interface CalendarDays {
  items: CalendarDay[]
  missing_years: number[]
}

interface Row {
  id: string
  unit_id: string
  version: number
  changed_at: string
}

export interface DaypartBody {
  unit_id: string
  name: string
  windows: DayWindow[]
  exceptions: DayException[]
}
export type Daypart = Row & DaypartBody

export interface PeriodBody {
  unit_id: string
  name: string
  days: DayRule[]
}
export type Period = Row & PeriodBody

export interface Holiday {
  date: string
  kind: DayKind
  name: string
}
export interface HolidayYear {
  year: number
  version: number
  source: string
  days: Holiday[]
}

export interface ImportedDays {
  days: DayRule[]
  events: { summary: string; days: DayRule }[]
  refused: number // events of which no day can be taken
  findings: { summary: string; sentence: string }[]
}

const of = (row: { id: string; version: number }) => ({ path: { id: row.id }, version: row.version })

export const readCalendar = (from: string, days: number) => get<CalendarDays>('/api/v1/calendar', { query: { from, days } })

export const listDayparts = (asked?: typeof SHARED) => all<Daypart>('/api/v1/dayparts', asked)
export const createDaypart = (body: DaypartBody) => post<Daypart>('/api/v1/dayparts', body)
export const replaceDaypart = (before: Daypart, body: DaypartBody) => put<Daypart>('/api/v1/dayparts/{id}', body, of(before))
export const removeDaypart = (daypart: Daypart) => remove('/api/v1/dayparts/{id}', of(daypart))

export const listPeriods = (asked?: typeof SHARED) => all<Period>('/api/v1/periods', asked)
export const createPeriod = (body: PeriodBody) => post<Period>('/api/v1/periods', body)
export const replacePeriod = (before: Period, body: PeriodBody) => put<Period>('/api/v1/periods/{id}', body, of(before))
export const removePeriod = (period: Period) => remove('/api/v1/periods/{id}', of(period))

export const listHolidayYears = async (): Promise<HolidayYear[]> => (await get<{ items: HolidayYear[] }>('/api/v1/holidays')).items
export const replaceHolidayYear = (before: { year: number; version: number }, body: { source: string; days: Holiday[] }) =>
  put<HolidayYear>('/api/v1/holidays/{year}', body, { path: { year: String(before.year) }, version: before.version })
export const removeHolidayYear = (before: HolidayYear) =>
  remove('/api/v1/holidays/{year}', { path: { year: String(before.year) }, version: before.version })

// An .ics file: its days, event by event, and what of it cannot be taken.
export const importCalendar = (text: string) =>
  post<ImportedDays>('/api/v1/calendar-imports', text, { type: 'text/calendar' })
