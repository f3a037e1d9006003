// Pictures by the renderer: what stands where while others are drawn.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createApp, nextTick, ref, type App } from 'vue'
import type { Picture } from '@/api/client'
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
