// A slogan that moves in the page: what is put on its canvas, and when nothing is.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, h, nextTick, reactive, type App } from 'vue'
import PanelPreview from '@/components/PanelPreview.vue'
import SloganStage from '@/components/SloganStage.vue'
import { movingSlogan, type Moving } from '@/composables/moving'
import { i18n } from '@/i18n'
import { mockManager } from './mock_manager'

const sheet = { x: 0, y: 4, width: 100, height: 24, phase: 0 }
const scroll = { kind: 'scroll', direction: 'left', zone_pixels: 192, strip_pixels: 100, period_pixels: 192, steps_per_second: 60, phases: 1, passes: 0, lap_us: 0 }
const moving = (more: object = {}): Moving =>
  ({
    background: '#120000',
    course: { zone: { width: 192, height: 32 }, writing: 'horizontal', motion: { ...scroll, ...more }, sheets: [sheet] },
    sheets: [{ close: () => undefined }],
  }) as unknown as Moving

let app: App | undefined
let pen: { fillRect: ReturnType<typeof vi.fn>; drawImage: ReturnType<typeof vi.fn>; fillStyle: string; globalAlpha: number }
let frames: Map<number, FrameRequestCallback>
let now = 0
let lessMotion = false

beforeEach(() => {
  pen = { fillRect: vi.fn(), drawImage: vi.fn(), fillStyle: '', globalAlpha: 1 }
  frames = new Map()
  now = 1000
  lessMotion = false
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(pen as never)
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  vi.stubGlobal('matchMedia', () => ({ matches: lessMotion }))
  let number = 0
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => {
    frames.set((number += 1), frame)
    return number
  })
  vi.stubGlobal('cancelAnimationFrame', (asked: number) => frames.delete(asked))
})
afterEach(() => {
  app?.unmount()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

// As the browser does, so many milliseconds later.
function later(ms: number): void {
  now += ms
  const due = [...frames.values()]
  frames.clear()
  due.forEach((each) => each(now))
}
// Where the strip's first pixel lies.
const place = (): number | undefined => {
  const [, x, , , , target] = (pen.drawImage.mock.lastCall ?? []) as number[]
  return target === undefined ? undefined : target - (x ?? 0)
}

function stage(props: object = {}) {
  const shown = reactive({ moving: moving(), playing: true, atMs: 1000, turnMs: 10_000, label: '条屏上的样子', ...props })
  const div = document.createElement('div')
  app = createApp({ render: () => h(SloganStage, shown) })
  app.use(i18n).mount(div)
  return { shown, canvas: () => div.querySelector('canvas')! }
}

describe('a slogan on its stage', () => {
  it('begins at the moment that is looked at and goes on in real time', async () => {
    const { canvas, shown } = stage()
    expect([canvas().width, canvas().height]).toEqual([192, 32])
    expect(canvas().getAttribute('aria-label')).toBe('条屏上的样子')
    expect(pen.fillStyle).toBe('#120000')
    expect(place()).toBe(192 - 60)
    later(500)
    expect(place()).toBe(192 - 90)
    shown.atMs = 2000
    await nextTick()
    expect(place()).toBe(192 - 120)
    later(100)
    expect(place()).toBe(192 - 126)
  })
  it('is drawn no more often than it moves', () => {
    stage()
    const drawn = pen.fillRect.mock.calls.length
    later(4)
    later(4)
    expect(pen.fillRect.mock.calls.length).toBe(drawn)
    later(16)
    expect(pen.fillRect.mock.calls.length).toBe(drawn + 1)
  })
  it('stands where it is while it does not play', async () => {
    const { shown } = stage({ playing: false })
    expect(place()).toBe(192 - 60)
    expect(frames.size).toBe(0)
    shown.playing = true
    await nextTick()
    later(500)
    expect(place()).toBe(192 - 90)
    shown.playing = false
    await nextTick()
    later(500)
    later(500)
    expect(place()).toBe(192 - 90)
    expect(frames.size).toBe(0)
  })
  it('begins its turn again where it would come to an end', () => {
    stage({ moving: moving({ passes: 1 }), turnMs: 8000 })
    later(7500)
    expect(place()).toBe(192 - 30)
  })
  it('asks for no more frames once it is gone', () => {
    stage()
    expect(frames.size).toBe(1)
    app?.unmount()
    app = undefined
    expect(frames.size).toBe(0)
  })
  it('shows other words from the instant on at which they are there', async () => {
    const { shown, canvas } = stage()
    later(500)
    const other = moving()
    other.course.zone = { width: 64, height: 32 }
    shown.moving = other
    await nextTick()
    expect(canvas().width).toBe(64)
    expect(pen.fillRect.mock.lastCall).toEqual([0, 0, 64, 32])
    expect(place()).toBe(192 - 90)
  })
})

describe('a panel', () => {
  function panel(drawn: object): HTMLElement {
    const div = document.createElement('div')
    const props = { panel: { name: 'strip', width: 192, height: 32 }, drawn, seconds: 10, atMs: 1000, scrolls: true, empty: false }
    app = createApp({ render: () => h(PanelPreview, props as never) })
    app.use(i18n).mount(div)
    return div
  }

  it.each([false, true])('moves at once, unless somebody wants less motion: %s', async (less) => {
    lessMotion = less
    const place = panel({ url: '', busy: false, moving: moving() })
    const button = place.querySelector('button')!
    const [play, pause] = ['播放：条屏', '暂停：条屏']
    expect([button.getAttribute('aria-label'), frames.size]).toEqual(less ? [play, 0] : [pause, 1])
    button.click()
    await nextTick()
    later(20)
    expect([button.getAttribute('aria-label'), frames.size]).toEqual(less ? [pause, 1] : [play, 0])
  })
  it('shows the still picture where nothing moves, without a way to stop it', () => {
    const place = panel({ url: 'blob:picture', busy: false })
    expect(place.querySelector('img')?.getAttribute('src')).toBe('blob:picture')
    expect([place.querySelector('canvas'), place.querySelector('button')]).toEqual([null, null])
  })
})

describe('what the manager says of a slogan', () => {
  const answer = { zone: { width: 192, height: 32 }, background: '#120000', writing: 'horizontal', motion: scroll, sheets: [{ ...sheet, png: btoa('PNG') }] }
  const body = { unit_id: 'u', name: 'n', text: '防诈骗', language: 'zh-Hans' }

  it('becomes pictures, and the places they have', async () => {
    const manager = mockManager({ 'POST /api/v1/slogan-motions': { json: answer } })
    const decoded: Blob[] = []
    vi.stubGlobal('createImageBitmap', async (blob: Blob) => decoded.push(blob))
    const made = await movingSlogan(body, { width: 192, height: 32 }, 8000)
    expect(manager.last()?.body).toEqual({ slogan: { text: '防诈骗', language: 'zh-Hans' }, size: { width: 192, height: 32 }, duration_ms: 8000 })
    expect(made).toEqual({ background: '#120000', course: { zone: answer.zone, writing: 'horizontal', motion: scroll, sheets: [sheet] }, sheets: [1] })
    expect([decoded[0]?.type, await decoded[0]?.text()]).toEqual(['image/png', 'PNG'])
  })
  it('fails where the browser cannot hold the pictures', async () => {
    mockManager({ 'POST /api/v1/slogan-motions': { json: answer } })
    vi.stubGlobal('createImageBitmap', () => Promise.reject(new DOMException('no memory')))
    await expect(movingSlogan(body, { width: 192, height: 32 }, 8000)).rejects.toThrow()
  })
})
