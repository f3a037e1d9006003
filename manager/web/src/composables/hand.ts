// A block of the calendar in the hand: gripped by the mouse, a held finger or the arrow keys, moved,
// and put down or let go. What is held stands on quarter hours; with Alt on five minutes.
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import type { Block } from '@/plain/blocks'
import { dragged, heldWithin, piecesOf, SNAP_FINE_MINUTES, SNAP_MINUTES, strideOf, type Grip, type Span } from '@/plain/drag'
import { changes, type Held } from '@/plain/drop'
import { daysBetween } from '@/plain/time'

const SLIP_PX = 4 // less is a press
const FINGER_SLIP_PX = 10 // more before it is held is a scroll
const FINGER_HOLD_MS = 350
const REASON_MS = 8000

export interface Point {
  date: string
  minutes: number
}
export interface Put {
  block: Block
  held: Held
  to: Span
}
interface Grasp extends Put {
  grip: Grip
  by: 'pointer' | 'keys'
}

export interface Ground {
  dates: () => string[]
  at: (event: PointerEvent) => Point | null // what of the calendar lies there
  hold: (block: Block, minutes: number) => Held | string // words: why it cannot be dragged
  put: (put: Put) => void
}

export function useHand(ground: Ground) {
  const grasp = shallowRef<Grasp | null>(null)
  const reason = ref('')
  let before: { block: Block; grip: Grip; point: Point; x: number; y: number; finger: boolean } | null = null
  let holding: ReturnType<typeof setTimeout> | undefined
  let forgetting: ReturnType<typeof setTimeout> | undefined
  let swallow = false

  function refuse(why: string): void {
    reason.value = why
    clearTimeout(forgetting)
    forgetting = setTimeout(() => (reason.value = ''), REASON_MS)
  }
  function take(block: Block, minutes: number, grip: Grip, by: Grasp['by']): boolean {
    const held = ground.hold(block, minutes)
    if (typeof held === 'string') {
      refuse(held)
      return false
    }
    reason.value = ''
    grasp.value = { block, held, to: held, grip, by }
    return true
  }
  const inView = (span: Span, held: Held): Span => {
    const dates = ground.dates()
    const [first, last] = [dates[0] ?? held.date, dates[dates.length - 1] ?? held.date]
    return heldWithin(span, held.date < first ? held.date : first, last)
  }
  function letGo(): void {
    grasp.value = null
    before = null
    clearTimeout(holding)
    for (const [name, heard] of HEARD) removeEventListener(name, heard as EventListener, true)
  }
  function putDown(): void {
    const had = grasp.value
    letGo()
    if (had && changes(had.held, had.to)) ground.put({ block: had.block, held: had.held, to: had.to })
  }

  // --- the mouse and the finger ---
  const begin = (): void => {
    if (!before) return
    swallow = !before.finger
    if (!take(before.block, before.point.minutes, before.grip, 'pointer')) letGo()
  }
  function move(event: PointerEvent): void {
    if (!before) return
    if (!grasp.value) {
      const slipped = Math.hypot(event.clientX - before.x, event.clientY - before.y)
      if (before.finger && slipped > FINGER_SLIP_PX) letGo()
      else if (!before.finger && slipped > SLIP_PX) begin()
    }
    const point = ground.at(event)
    const had = grasp.value
    if (!had || !point || !before) return
    const by = { days: daysBetween(before.point.date, point.date), minutes: point.minutes - before.point.minutes }
    grasp.value = { ...had, to: inView(dragged(had.held, had.grip, by, event.altKey ? SNAP_FINE_MINUTES : SNAP_MINUTES), had.held) }
  }
  function up(): void {
    if (grasp.value) swallow = true
    putDown()
    // The press that ends a drag asks nothing.
    setTimeout(() => (swallow = false))
  }
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      swallow = true
      letGo()
    }
    if (event.key === 'Alt') event.preventDefault()
  }
  // Once held, a finger no longer scrolls and opens no menu.
  const still = (event: Event): void => {
    if (grasp.value && event.cancelable) event.preventDefault()
  }
  const cancel = (): void => letGo()
  const HEARD: [string, unknown][] = [
    ['pointermove', move], ['pointerup', up], ['pointercancel', cancel], ['keydown', key], ['touchmove', still], ['contextmenu', still],
  ]
  function press(event: PointerEvent, block: Block): void {
    const point = ground.at(event)
    if (event.button !== 0 || !point || grasp.value) return
    const edge = (event.target as HTMLElement).dataset['grip'] as Grip | undefined
    swallow = false
    before = { block, grip: edge ?? 'whole', point, x: event.clientX, y: event.clientY, finger: event.pointerType === 'touch' }
    for (const [name, heard] of HEARD) addEventListener(name, heard as EventListener, { capture: true, passive: false })
    if (before.finger) holding = setTimeout(begin, FINGER_HOLD_MS)
  }

  // --- the keys ---
  function stroke(event: KeyboardEvent, block: Block): void {
    const had = grasp.value
    const stride = strideOf(event)
    if (had?.by === 'keys' && (event.key === 'Escape' || event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault()
      event.stopPropagation()
      if (event.key === 'Escape') letGo()
      else putDown()
      return
    }
    if (!stride || had?.by === 'pointer') return
    event.preventDefault()
    if (!had && !take(block, Math.floor((block.from + block.until) / 2), stride.grip, 'keys')) return
    const now = grasp.value
    if (!now) return
    const to = dragged(now.to, stride.grip, stride, event.altKey ? SNAP_FINE_MINUTES : SNAP_MINUTES)
    grasp.value = { ...now, grip: stride.grip, to: inView(to, now.held) }
  }

  onBeforeUnmount(() => {
    letGo()
    clearTimeout(forgetting)
  })
  return {
    grasp, reason, press, stroke,
    pieces: computed(() => (grasp.value ? piecesOf(grasp.value.to) : [])),
    // Left for something else: as by Esc.
    leave: (): void => {
      if (grasp.value?.by === 'keys') letGo()
    },
    // Whether a click was the end of a drag.
    swallows: (): boolean => swallow,
  }
}
