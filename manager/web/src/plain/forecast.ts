// A forecast held against a goal.
import type { Forecast, Goal } from '@/api/campaigns'

export interface DayResult {
  date: string
  amount: number // minutes or plays, of one display on average
  met: boolean
}

// What one display gets on each day on average, all programs together.
export function resultsOf(forecast: Forecast, goal: Goal): DayResult[] {
  const sums = new Map<string, number>()
  for (const program of forecast.programs) {
    for (const day of program.days) sums.set(day.date, (sums.get(day.date) ?? 0) + (goal.measure === 'minutes' ? day.minutes : day.plays))
  }
  const displays = Math.max(1, forecast.displays)
  return [...sums].sort(([a], [b]) => a.localeCompare(b)).map(([date, sum]) => {
    const amount = sum / displays
    const told = forecast.goal?.days.find((day) => day.date === date)
    return { date, amount, met: told ? told.missed === 0 : amount >= goal.amount }
  })
}
