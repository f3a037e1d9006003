// Pictures by the renderer: what stands where while others are drawn.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createApp, nextTick, ref, type App } from 'vue'
import type { Picture } from '@/api/client'
import { Problem } from '@/api/problem'
import type { Moving } from '@/composables/moving'
import { usePreviews } from '@/composables/previews'

let app: App | undefined
afterEach(() => {
  app?.unmount()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a picture of a program', () => {
  it('is gone as soon as another program is looked at, however long that one takes', async () => {
    vi.useFakeTimers()
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:picture', revokeObjectURL: () => undefined }))
    const shown = ref('first')
    const answers = new Map<string, (picture: Picture) => void>()
    const draw = (): Promise<Picture> => new Promise((resolve) => answers.set(shown.value, resolve))
    let previews: ReturnType<typeof usePreviews> | undefined
    app = createApp({
      setup() {
        previews = usePreviews(() => [{ key: `${shown.value} 192×32`, draw }], () => shown.value, 0)
        return () => null
      },
    })
    app.mount(document.createElement('div'))
    await vi.advanceTimersByTimeAsync(1)
    answers.get('first')?.({ blob: new Blob(), taken: null })
    await vi.advanceTimersByTimeAsync(1)
    expect(previews?.drawn.get('first 192×32')?.url).toBe('blob:picture')
    shown.value = 'second'
    await nextTick()
    await vi.advanceTimersByTimeAsync(1)
    expect([...(previews?.drawn.keys() ?? [])]).toEqual(['second 192×32'])
    expect(previews?.drawn.get('second 192×32')).toEqual({ url: '', busy: true })
  })
})

describe('a slogan that the page moves', () => {
  const moving = { background: '#000000', sheets: [], course: { zone: { width: 1, height: 1 } } } as unknown as Moving
  const refusal = new Problem({ status: 422, code: 'too_large', title: 'too large', detail: '' })

  async function previewed(ask: () => Promise<Moving>) {
    vi.useFakeTimers()
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:picture', revokeObjectURL: () => undefined }))
    const of = ref('words')
    const moment = ref(1)
    const asked = vi.fn(ask)
    const draw = vi.fn(async () => ({ blob: new Blob(), taken: null }))
    let previews: ReturnType<typeof usePreviews> | undefined
    app = createApp({
      setup() {
        previews = usePreviews(() => [{ key: 'panel', draw, move: { of: of.value, ask: asked } }], () => `${of.value} ${moment.value}`, 0)
        return () => null
      },
    })
    app.mount(document.createElement('div'))
    await vi.advanceTimersByTimeAsync(1)
    const change = async (what: () => void) => {
      what()
      await nextTick()
      await vi.advanceTimersByTimeAsync(1)
    }
    return { asked, draw, change, of, moment, drawn: () => previews?.drawn.get('panel'), problem: () => previews?.problem.value }
  }

  it('is asked for once, whatever moment is looked at, and anew with other words', async () => {
    const { asked, draw, change, of, moment, drawn } = await previewed(async () => moving)
    expect(drawn()?.moving).toBe(moving)
    await change(() => (moment.value = 2))
    expect(asked).toHaveBeenCalledOnce()
    await change(() => (of.value = 'other words'))
    expect(asked).toHaveBeenCalledTimes(2)
    expect(draw).not.toHaveBeenCalled()
  })
  it('is a still picture where it cannot be moved, and a moving one when it can again', async () => {
    let refused = true
    const { asked, draw, change, of, moment, drawn, problem } = await previewed(() => (refused ? Promise.reject(refusal) : Promise.resolve(moving)))
    expect(drawn()).toMatchObject({ url: 'blob:picture', busy: false })
    expect(problem()).toBeNull()
    await change(() => (moment.value = 2))
    expect([asked, draw].map(({ mock }) => mock.calls.length)).toEqual([1, 2])
    refused = false
    await change(() => (of.value = 'other words'))
    expect(drawn()).toMatchObject({ url: '', moving, busy: false })
    refused = true
    await change(() => (of.value = 'words'))
    expect(drawn()?.moving).toBeUndefined()
    expect(drawn()?.url).toBe('blob:picture')
  })
  it('gives back the pictures that nobody shows any more, and only those', async () => {
    let words = 'words'
    const given: { of: string; close: ReturnType<typeof vi.fn> }[] = []
    const { change, of, moment, drawn } = await previewed(async () => {
      const sheet = { of: words, close: vi.fn() }
      given.push(sheet)
      if (words === 'refused') throw refusal
      return { ...moving, sheets: [sheet as unknown as ImageBitmap] }
    })
    const say = (next: string) => change(() => (of.value = words = next))
    const closed = () => given.map((each) => `${each.of} ${each.close.mock.calls.length}`)
    await change(() => (moment.value = 2))
    expect(closed()).toEqual(['words 0'])
    await say('other words')
    expect(closed()).toEqual(['words 1', 'other words 0'])
    await say('refused')
    expect(drawn()?.moving).toBeUndefined()
    expect(closed().slice(0, 2)).toEqual(['words 1', 'other words 1'])
    await say('last words')
    app?.unmount()
    app = undefined
    expect(closed().at(-1)).toBe('last words 1')
  })
})
