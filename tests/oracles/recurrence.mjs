// Writes what npm's rrule makes of the recurrences that recurrence.py drew.
//
// Usage: node recurrence.mjs DRAWN FILE
//
// Both files have the format that recurrence.py describes; the last field is the answer, `?` where
// rrule is not asked:
// - A rule without a day in reach: rrule looks for one until the year 9999.
// - A negative BYSETPOS: where it lies before the first of the set, rrule takes the first
//   (`slice(-n)[0]`) instead of none.
import { readFileSync, writeFileSync } from 'node:fs'
import rrule from 'rrule'

const { RRule } = rrule
const DAY = 86_400_000
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

const toDate = (text) =>
  new Date(Date.UTC(+text.slice(0, 4), +text.slice(4, 6) - 1, +text.slice(6, 8)))
const toText = (date) => date.toISOString().slice(0, 10).replaceAll('-', '')
const list = (text) => (text === '' ? [] : text.split(','))
const weekday = (date) => (date.getUTCDay() + 6) % 7

function expand(parts, start, last) {
  const rule = new Map(parts)
  let begin = start
  if (rule.get('FREQ') === 'WEEKLY' && rule.has('BYSETPOS')) {
    // As in recurrence.py: positions count from the first day of DTSTART's week, not from DTSTART.
    const first = WEEKDAYS.indexOf(rule.get('WKST') ?? 'MO')
    begin = new Date(+start - ((weekday(start) - first + 7) % 7) * DAY)
    if (!rule.has('BYDAY')) rule.set('BYDAY', WEEKDAYS[weekday(start)])
  }
  rule.delete('COUNT')
  rule.delete('UNTIL')
  const text = [...rule].map(([name, value]) => `${name}=${value}`).join(';')
  const options = { ...RRule.parseString(text), dtstart: begin, until: last }
  return new RRule(options).all().filter((day) => day >= start)
}

function answer(line) {
  const fields = line.split('|')
  const [start, rule, extra, without, last] = fields
  const parts = rule.split(';').map((part) => part.split('='))
  const named = new Map(parts)
  if (fields[5] === '' || named.get('BYSETPOS')?.includes('-')) {
    return [...fields.slice(0, 5), '?'].join('|')
  }
  let days = expand(parts, toDate(start), toDate(last)).map(toText)
  if (named.has('COUNT')) days = days.slice(0, +named.get('COUNT'))
  if (named.has('UNTIL')) days = days.filter((day) => day <= named.get('UNTIL'))
  const all = new Set([...days, ...list(extra)])
  for (const day of list(without)) all.delete(day)
  return [...fields.slice(0, 5), [...all].sort().join(',')].join('|')
}

const [drawn, file] = process.argv.slice(2)
const lines = readFileSync(drawn, 'ascii').trimEnd().split('\n')
writeFileSync(file, lines.map(answer).join('\n') + '\n')
