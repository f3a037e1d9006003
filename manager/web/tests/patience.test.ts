// Pictures are drawn by few: whoever is told "busy" comes again.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { patiently } from '@/composables/patience'

const refused = (code: string) => new Problem({ status: 503, code })

describe('asking a busy manager', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  async function outcome(answers: (string | Problem)[], gaveUp = () => false) {
    let asked = 0
    const ask = async () => {
      const answer = answers[Math.min(asked, answers.length - 1)]
      asked += 1
      if (answer instanceof Problem) throw answer
      return answer
    }
    const done = patiently(ask, gaveUp).catch((error: Problem) => error.code)
    await vi.runAllTimersAsync()
    return [await done, asked]
  }

  it('asks again until there is an answer', async () => {
    expect(await outcome([refused('busy'), refused('busy'), 'picture'])).toEqual(['picture', 3])
  })

  it('gives up after ten turns, at once for any other refusal, and when nobody waits any more', async () => {
    expect(await outcome([refused('busy')])).toEqual(['busy', 10])
    expect(await outcome([refused('not_found'), 'picture'])).toEqual(['not_found', 1])
    expect(await outcome([refused('busy'), 'picture'], () => true)).toEqual(['busy', 1])
  })
})
