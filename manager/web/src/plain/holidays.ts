// The days that an authority announced for a year, as a file of them reads.
import type { Holiday } from '@/api/calendar'
import { t } from '@/i18n'
import { DAY_KINDS } from './day_words'

export interface HolidayFile {
  year: number
  source: string
  days: Holiday[]
}

const isDate = (text: unknown): text is string =>
  typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))

// {"year":2027,"source":"…","days":[{"date","kind","name"}]}, or the list alone. Throws a sentence
// that says what is wrong with it.
export function readHolidayFile(text: string): HolidayFile {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error(t('holiday.no_json'))
  }
  const whole = (Array.isArray(value) ? { days: value } : value) as Partial<HolidayFile> | null
  if (!whole || !Array.isArray(whole.days) || whole.days.length === 0) throw new Error(t('holiday.no_days'))
  const days = whole.days.map((row: Partial<Holiday>, index): Holiday => {
    if (!isDate(row?.date)) throw new Error(t('holiday.bad_date', { number: index + 1 }))
    const kind = DAY_KINDS.find((each) => each === row.kind)
    if (!kind) throw new Error(t('holiday.bad_kind', { number: index + 1, kinds: DAY_KINDS.join(', ') }))
    return { date: row.date, kind, name: typeof row.name === 'string' ? row.name : '' }
  })
  days.sort((a, b) => a.date.localeCompare(b.date))
  const year = Number(whole.year ?? days[0]?.date.slice(0, 4))
  const stray = days.find((day) => Number(day.date.slice(0, 4)) !== year)
  if (stray) throw new Error(t('holiday.other_year', { date: stray.date, year }))
  return { year, source: typeof whole.source === 'string' ? whole.source : '', days }
}

// Years that should be known by now: this one, and from November on the next.
export function yearsWanted(today: string): number[] {
  const year = Number(today.slice(0, 4))
  return today.slice(5) >= '11-01' ? [year, year + 1] : [year]
}
