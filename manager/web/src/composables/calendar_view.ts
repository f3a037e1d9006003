// Which days of whose calendar are looked at; all of it stands in the address.
import { computed } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { addDays, daysBetween, isoDay, weekdayOf } from '@/plain/time'
import type { Scope } from './plan'
import { useSession } from './session'

export const CALENDAR_VIEWS = ['month', 'week', 'day', 'campaigns', 'list'] as const
export type CalendarView = (typeof CALENDAR_VIEWS)[number]
const WEEKS_OF_MONTH = 6

const monday = (date: string): string => addDays(date, -weekdayOf(date))

export function monthDates(date: string): string[] {
  const first = monday(`${date.slice(0, 7)}-01`)
  return Array.from({ length: WEEKS_OF_MONTH * 7 }, (_, index) => addDays(first, index))
}

function monthAfter(date: string, count: number): string {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + count
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export function useCalendarView() {
  const route = useRoute()
  const router = useRouter()
  const { session } = useSession()

  const view = computed<CalendarView>(() => CALENDAR_VIEWS.find((each) => each === route.query['view']) ?? 'week')
  const day = computed(() => (/^\d{4}-\d\d-\d\d$/.test(text(route.query['day'])) ? text(route.query['day']) : isoDay(new Date())))
  const chosen = computed(() => text(route.query['of']) || `unit:${session.value?.account.unit_id ?? ''}`)
  const scope = computed<Scope | null>(() => {
    const [kind, id] = chosen.value.split(':')
    return id && (kind === 'unit' || kind === 'display') ? { kind, id } : null
  })
  const dates = computed<string[]>(() => {
    if (view.value === 'month') return monthDates(day.value)
    if (view.value === 'day') return [day.value]
    return Array.from({ length: 7 }, (_, index) => addDays(monday(day.value), index))
  })
  const show = (change: LocationQueryRaw): void => void router.replace({ query: { ...route.query, ...change } })
  return {
    view, day, chosen, scope, dates,
    run: computed(() => ({ first: dates.value[0] ?? day.value, days: dates.value.length })),
    show,
    step(count: number): void {
      const next = view.value === 'month' ? monthAfter(day.value, count) : addDays(day.value, view.value === 'day' ? count : count * 7)
      if (Math.abs(daysBetween('2000-01-01', next)) < 50_000) show({ day: next })
    },
  }
}
