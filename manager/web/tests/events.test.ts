import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, defineComponent } from 'vue'
import type { Subject } from '@/api/events'
import { listenToEvents, stopListening } from '@/composables/events'
import { useLoad } from '@/composables/load'

class FakeStream extends EventTarget {
  static CLOSED = 2
  static last: FakeStream | undefined
  static made = 0
  readyState = 0
  constructor(readonly url: string) {
    super()
    FakeStream.last = this
    FakeStream.made += 1
  }
  close(): void {
    this.readyState = FakeStream.CLOSED
  }
  open(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
  say(data: string): void {
    this.dispatchEvent(new MessageEvent('changed', { data }))
  }
  fail(readyState: number): void {
    this.readyState = readyState
    this.dispatchEvent(new Event('error'))
  }
}

function page(everyMs: number, ...subjects: Subject[]) {
  const ask = vi.fn(async () => 'it')
  const shown = createApp(
    defineComponent({
      setup() {
        useLoad(ask, everyMs, ...subjects)
        return () => null
      },
    }),
  )
  shown.mount(document.createElement('div'))
  return { ask, shown }
}

describe('events', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    FakeStream.made = 0
    vi.stubGlobal('EventSource', FakeStream)
    listenToEvents()
  })
  afterEach(() => {
    stopListening()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

  it('has what is shown asked for again when its subject changes, and only then', async () => {
    const { ask, shown } = page(5000, 'programs')
    FakeStream.last!.open()
    expect(ask).toHaveBeenCalledTimes(1)
    FakeStream.last!.say('displays people')
    await pass(2000)
    expect(ask).toHaveBeenCalledTimes(1)
    FakeStream.last!.say('displays programs')
    await pass(1)
    expect(ask).toHaveBeenCalledTimes(2)
    await pass(30_000)
    expect(ask).toHaveBeenCalledTimes(2) // events come, so it does not ask by itself …
    await pass(36_000)
    expect(ask).toHaveBeenCalledTimes(3) // … but once a minute
    shown.unmount()
    FakeStream.last!.say('programs')
    await pass(5000)
    expect(ask).toHaveBeenCalledTimes(3)
  })

  it('asks one call at a time, however often things change and however slow the manager is', async () => {
    const { ask, shown } = page(5000, 'programs')
    FakeStream.last!.open()
    await pass(2000)
    ask.mockImplementation(() => new Promise((done) => setTimeout(() => done('late'), 3000)))
    for (let second = 0; second < 12; second += 1) {
      FakeStream.last!.say('programs')
      await pass(1000)
    }
    // Each takes three seconds and is followed by as many.
    expect(ask.mock.calls.length).toBeGreaterThanOrEqual(3)
    expect(ask.mock.calls.length).toBeLessThanOrEqual(4)
    shown.unmount()
  })

  it('is asked for by the clock while no events come, and whole when they come again', async () => {
    const { ask, shown } = page(5000, 'programs')
    FakeStream.last!.open()
    FakeStream.last!.fail(0)
    await pass(11_000)
    expect(ask).toHaveBeenCalledTimes(3)
    FakeStream.last!.open()
    await pass(1000)
    expect(ask).toHaveBeenCalledTimes(4)
    shown.unmount()
  })

  it('takes what is shown for old when the first stream comes late', async () => {
    const { ask, shown } = page(0, 'programs')
    await pass(12_000)
    FakeStream.last!.open()
    await pass(1)
    expect(ask).toHaveBeenCalledTimes(2)
    shown.unmount()
  })

  it('comes back where it was refused, and stays away when nobody is signed in', () => {
    FakeStream.last!.fail(FakeStream.CLOSED)
    expect(FakeStream.made).toBe(1)
    vi.advanceTimersByTime(10_000)
    expect(FakeStream.made).toBe(2)
    FakeStream.last!.fail(FakeStream.CLOSED)
    stopListening()
    vi.advanceTimersByTime(60_000)
    expect(FakeStream.made).toBe(2)
  })

  it('needs no line while nobody looks, and then brings everything up to date', async () => {
    const { ask, shown } = page(5000, 'people')
    FakeStream.last!.open()
    const first = FakeStream.last!
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    document.dispatchEvent(new Event('visibilitychange'))
    expect(first.readyState).toBe(FakeStream.CLOSED)
    await pass(60_000)
    expect(ask).toHaveBeenCalledTimes(1)
    hidden.mockReturnValue(false)
    document.dispatchEvent(new Event('visibilitychange'))
    expect(FakeStream.made).toBe(2)
    FakeStream.last!.open()
    await pass(1)
    expect(ask).toHaveBeenCalledTimes(2)
    hidden.mockRestore()
    shown.unmount()
  })
})
