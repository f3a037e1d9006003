// Asking again when the manager is busy: its renderers are few, and it says when to come again.
import { isProblem } from '@/api/client'

const TURNS_MAX = 10
const PAUSE_SECONDS_MAX = 3

// The answer of the first turn that was not refused as busy; nobody asks again once `gaveUp()`.
export async function patiently<Answer>(ask: () => Promise<Answer>, gaveUp: () => boolean): Promise<Answer> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await ask()
    } catch (error) {
      if (!isProblem(error, 'busy') || turn === TURNS_MAX || gaveUp()) throw error
      const pause = Math.min(error.retryAfterSeconds ?? 1, PAUSE_SECONDS_MAX)
      await new Promise((resolve) => setTimeout(resolve, pause * 1000))
    }
  }
}
