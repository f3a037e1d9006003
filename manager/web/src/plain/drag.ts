// A stretch of hours under the hand: moved as a whole or by one of its edges, by the mouse, a finger or
// the keys. What it means for a rule when it is let go: drop.ts.
import { addDays, daysBetween } from './time'

export type Grip = 'whole' | 'start' | 'end'

export const SNAP_MINUTES = 15
export const SNAP_FINE_MINUTES = 5
const DAY_MINUTES = 1440

// Minutes since midnight of the day on which it starts; `until` past 1440 runs over midnight.
export interface Span {
  date: string
  from: number
  until: number
}

const between = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value))
const snapped = (minutes: number, step: number): number => Math.round(minutes / step) * step
const isOvernight = ({ until }: Span): boolean => until > DAY_MINUTES

// `span` as it was when it was gripped, so many days and minutes further; what moves stands on a
// multiple of `step`. It stays within its day unless it ran over midnight before.
export function dragged(span: Span, grip: Grip, by: { days: number; minutes: number }, step: number): Span {
  const length = span.until - span.from
  if (grip === 'start') {
    const least = Math.max(0, span.until - DAY_MINUTES)
    return { ...span, from: between(least, snapped(span.from + by.minutes, step), span.until - step) }
  }
  if (grip === 'end') {
    const most = isOvernight(span) ? span.from + DAY_MINUTES : DAY_MINUTES
    return { ...span, until: between(span.from + step, snapped(span.until + by.minutes, step), most) }
  }
  // What was not moved up or down keeps its exact minutes.
  const wanted = by.minutes === 0 ? span.from : snapped(span.from + by.minutes, step)
  const from = between(0, wanted, isOvernight(span) ? DAY_MINUTES - step : DAY_MINUTES - length)
  return { date: addDays(span.date, by.days), from, until: from + length }
}

export interface Stride {
  grip: Grip
  days: number
  minutes: number
}

// What a key means to a stretch that has the focus: arrows move it; with Shift up and down move its
// end, left and right its start. Alt makes the steps fine.
export function strideOf({ key, shiftKey, altKey }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey'>): Stride | null {
  const step = altKey ? SNAP_FINE_MINUTES : SNAP_MINUTES
  const upDown = key === 'ArrowUp' ? -step : key === 'ArrowDown' ? step : 0
  const leftRight = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0
  if (shiftKey && upDown) return { grip: 'end', days: 0, minutes: upDown }
  if (shiftKey && leftRight) return { grip: 'start', days: 0, minutes: leftRight * step }
  if (upDown) return { grip: 'whole', days: 0, minutes: upDown }
  // Alt with left and right belongs to the browser.
  return leftRight && !altKey ? { grip: 'whole', days: leftRight, minutes: 0 } : null
}

export const sameSpan = (a: Span, b: Span): boolean => a.date === b.date && a.from === b.from && a.until === b.until

// A span cut at midnight, as the columns of a calendar show it.
export const piecesOf = ({ date, from, until }: Span): Span[] =>
  until <= DAY_MINUTES
    ? [{ date, from, until }]
    : [
        { date, from, until: DAY_MINUTES },
        { date: addDays(date, 1), from: 0, until: until - DAY_MINUTES },
      ]

// `span` held within the days from `first` to `last`.
export function heldWithin(span: Span, first: string, last: string): Span {
  if (daysBetween(first, span.date) < 0) return { ...span, date: first }
  return daysBetween(span.date, last) < 0 ? { ...span, date: last } : span
}
