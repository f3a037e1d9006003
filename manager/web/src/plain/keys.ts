// What a key means on a page of the console: places, the filter, the sheet of keys; and where an arrow
// leads among pictures that stand beside and below each other.

// After `g`, in the order of the side bar.
export const PLACES = [
  { key: 'o', to: '/', page: 'overview' },
  { key: 'd', to: '/displays', page: 'displays' },
  { key: 'l', to: '/library', page: 'library' },
  { key: 'p', to: '/programs', page: 'programs' },
  { key: 's', to: '/schedule', page: 'schedule' },
  { key: 'r', to: '/reviews', page: 'reviews' },
] as const

const GO_WITHIN_MS = 1500

export type Deed = { go: string } | { do: 'filter' | 'sheet' }
export interface KeyTurn {
  goAt: number | null // when `g` was pressed, and waits for its place
  deed: Deed | null
}

type Stroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>

// `at`: milliseconds of any clock.
export function turnOf({ key, ctrlKey, metaKey, altKey }: Stroke, goAt: number | null, at: number): KeyTurn {
  const nothing: KeyTurn = { goAt: null, deed: null }
  if (ctrlKey || metaKey || altKey) return nothing
  const letter = key.toLowerCase()
  if (goAt !== null && at - goAt <= GO_WITHIN_MS) {
    const place = PLACES.find((each) => each.key === letter)
    if (place) return { goAt: null, deed: { go: place.to } }
  }
  if (letter === 'g') return { goAt: at, deed: null }
  if (key === '/') return { goAt: null, deed: { do: 'filter' } }
  return key === '?' ? { goAt: null, deed: { do: 'sheet' } } : nothing
}

const WRITTEN_IN = 'textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"], [role="combobox"], [role="spinbutton"], [role="slider"]'
const PRESSED = ['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'color', 'range']

// Whether letters go into what has the focus.
export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  if (target instanceof HTMLInputElement) return !PRESSED.includes(target.type) || target.getAttribute('role') === 'combobox'
  return target.closest(WRITTEN_IN) !== null
}

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

const middle = ({ left, top, width, height }: Box): { x: number; y: number } => ({ x: left + width / 2, y: top + height / 2 })

// The one an arrow leads to from `at`: left and right the neighbours in reading order, up and down the
// nearest row's nearest; `at` itself where there is none.
export function neighbourOf(boxes: Box[], at: number, key: string): number {
  if (key === 'Home') return 0
  if (key === 'End') return boxes.length - 1
  if (key === 'ArrowLeft') return Math.max(0, at - 1)
  if (key === 'ArrowRight') return Math.min(boxes.length - 1, at + 1)
  const here = boxes[at]
  if (!here) return at
  const down = key === 'ArrowDown'
  const from = middle(here)
  let best = at
  let nearest = Infinity
  boxes.forEach((box, index) => {
    const beyond = down ? box.top >= here.top + here.height : box.top + box.height <= here.top
    if (!beyond) return
    const to = middle(box)
    const way = Math.abs(to.y - from.y) + 2 * Math.abs(to.x - from.x)
    if (way < nearest) [best, nearest] = [index, way]
  })
  return best
}
