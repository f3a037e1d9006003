// Pictures by the player's own renderer, asked for a moment after the last change.
import { markRaw, onBeforeUnmount, reactive, shallowRef, watch } from 'vue'
import { isProblem, type Picture } from '@/api/client'
import { t } from '@/i18n'
import { problemSentence } from '@/plain/sentences'
import { letGo, type Moving } from './moving'
import { patiently } from './patience'

export interface Drawn {
  url: string
  busy: boolean
  failed?: string // why there is none, in a few words
  moving?: Moving // it moves; there is no picture then
  movingOf?: string // what was last asked to move
}

export interface Wish {
  key: string
  draw: (signal: AbortSignal) => Promise<Picture>
  // Tried first, once for each `of`; where it fails the picture is drawn.
  move?: { of: string; ask: (signal: AbortSignal) => Promise<Moving> }
}

const whyNot = (error: unknown): string =>
  isProblem(error, 'too_large') ? t('panel.too_small') : problemSentence(error).title || t('panel.not_drawn')

// Draws every wish again whenever `wishes()` changes, `quietMs` after the last change; the picture
// before under the same key stays until the new one is there, so a key names what is drawn, not only
// where. A later change cancels what is still being drawn.
export function usePreviews(wishes: () => Wish[] | null, fingerprint: () => string, quietMs = 250) {
  const drawn = reactive(new Map<string, Drawn>())
  const problem = shallowRef<unknown>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = new AbortController()

  // Asked once for what is wanted: neither what is there nor what was refused is asked for again.
  async function movingOf({ move }: Wish, before: Drawn, signal: AbortSignal): Promise<Moving | undefined> {
    if (!move || before.movingOf === move.of) return before.moving
    try {
      return markRaw(await patiently(() => move.ask(signal), () => signal.aborted))
    } catch {
      return undefined // the picture says what is wrong, if anything is
    }
  }

  async function drawOne(wish: Wish, signal: AbortSignal): Promise<void> {
    const before = drawn.get(wish.key) ?? { url: '', busy: false }
    drawn.set(wish.key, { ...before, busy: true })
    const moving = await movingOf(wish, before, signal)
    if (signal.aborted) {
      if (moving !== before.moving) letGo(moving)
      return
    }
    const entry: Drawn = { url: before.url, busy: false, movingOf: wish.move?.of }
    if (moving) {
      if (before.url) URL.revokeObjectURL(before.url)
      drawn.set(wish.key, { ...entry, url: '', moving })
      if (moving !== before.moving) letGo(before.moving)
      return
    }
    try {
      const { blob } = await patiently(() => wish.draw(signal), () => signal.aborted)
      if (signal.aborted) return
      if (entry.url) URL.revokeObjectURL(entry.url)
      drawn.set(wish.key, { ...entry, url: URL.createObjectURL(blob) })
      letGo(before.moving)
    } catch (error) {
      if (signal.aborted) return
      drawn.set(wish.key, { ...entry, failed: whyNot(error) })
      letGo(before.moving)
      // Too small for the words is the panel's own matter, said beside it.
      if (!isProblem(error, 'too_large')) problem.value = error
    }
  }

  function forget(kept: Set<string>): void {
    for (const [key, { url, moving }] of drawn) {
      if (kept.has(key)) continue
      if (url) URL.revokeObjectURL(url)
      letGo(moving)
      drawn.delete(key)
    }
  }

  function drawAll(): void {
    running.abort()
    running = new AbortController()
    const wanted = wishes()
    forget(new Set(wanted?.map(({ key }) => key)))
    if (!wanted) return
    problem.value = null
    for (const wish of wanted) void drawOne(wish, running.signal)
  }

  watch(
    fingerprint,
    () => {
      clearTimeout(timer)
      timer = setTimeout(drawAll, quietMs)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => {
    clearTimeout(timer)
    running.abort()
    forget(new Set())
  })
  return { drawn, problem, redraw: drawAll }
}
