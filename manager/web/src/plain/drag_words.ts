// Where a dragged stretch stands, in words: the day, the exact hours, and how long that is.
import { t } from '@/i18n'
import type { Span } from './drag'
import { weekdayNamed } from './calendar'
import { calendarDayText, minutesText, spanText } from './time'

const DAY_MINUTES = 1440

export function hoursWords({ from, until }: Span): string {
  const start = minutesText(from)
  return until > DAY_MINUTES
    ? t('rule.over_midnight', { start, end: minutesText(until - DAY_MINUTES) })
    : t('rule.hours', { start, end: minutesText(until) })
}

export const lengthWords = ({ from, until }: Span): string => spanText((until - from) * 60)

export const spanWords = (span: Span): string =>
  t('drag.at', { day: calendarDayText(span.date), weekday: t(`weekday.${weekdayNamed(span.date)}`), hours: hoursWords(span) })
