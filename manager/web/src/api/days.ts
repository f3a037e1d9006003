// Days and hours as documents say them: the JSON of times, shared by schedules, dayparts, periods,
// policies and manifests.

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'
export type DayKind = 'workday' | 'rest_day' | 'statutory_holiday'

export interface LunarDay {
  month: number
  day: number
}

// Exactly one member.
export interface DayRule {
  dates?: { first?: string; last?: string }
  recurrence?: { start: string; rule?: string; dates?: string[]; exceptions?: string[] }
  lunar_range?: { first: LunarDay; last: LunarDay }
  around?: { festival?: string; solar_term?: string; first: number; last: number }
  lunar_market?: { digits: number[] }
  market_cycle?: { anchor: string; every_days: number }
  kinds?: DayKind[]
}

// [start, end) on the wall clock; `end` at or before `start` runs over midnight.
export interface DayWindow {
  start: string
  end: string
  weekdays?: Weekday[]
}

export interface DayException {
  on: DayRule[]
  windows: DayWindow[]
}

export interface Times {
  first?: string
  last?: string
  weekdays?: Weekday[]
  windows?: DayWindow[]
  on?: DayRule[]
  exceptions?: DayException[]
}

// How bright or loud: points that straight lines join, and what is never passed while the times hold.
export interface Levels {
  curve: { at: string; percent: number }[]
  caps: { times: Times; percent: number }[]
}
