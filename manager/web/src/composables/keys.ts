// The keys that work on every page, as long as nobody writes in a field and no dialog is open.
import { onBeforeUnmount, onMounted, ref } from 'vue'
import { useRouter } from 'vue-router'
import { isWriting, neighbourOf, turnOf } from '@/plain/keys'
import { useFindPalette } from './find'

const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']
const isSeen = (part: Element): boolean => part.getClientRects().length > 0

function dialogIsOpen(): boolean {
  return [...document.querySelectorAll('[aria-modal="true"]')].some(isSeen)
}

function focusFilter(): boolean {
  const field = [...document.querySelectorAll<HTMLInputElement>('main input[type="search"]')].find(isSeen)
  field?.focus()
  field?.select()
  return field !== undefined
}

// Among the links and buttons of a part that says data-arrows.
function moveByArrow(event: KeyboardEvent): boolean {
  const wall = (event.target as Element).closest?.('[data-arrows]')
  if (!wall || !ARROWS.includes(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
  const parts = [...wall.querySelectorAll<HTMLElement>(':scope > a, :scope > button')]
  const at = parts.findIndex((part) => part === document.activeElement)
  if (at < 0) return false
  parts[neighbourOf(parts.map((part) => part.getBoundingClientRect()), at, event.key)]?.focus()
  return true
}

const sheetOpen = ref(false)

// Whether the sheet that lists the keys is open.
export const useKeySheet = () => sheetOpen

export function useKeys(): void {
  const router = useRouter()
  const finding = useFindPalette()
  let goAt: number | null = null

  function heard(event: KeyboardEvent): void {
    // In fields too: nobody writes with Ctrl. Not over another dialog.
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k' && !dialogIsOpen()) {
      event.preventDefault()
      finding.value = true
      return
    }
    if (event.defaultPrevented || event.isComposing || isWriting(event.target) || dialogIsOpen()) {
      goAt = null
      return
    }
    if (moveByArrow(event)) {
      event.preventDefault()
      return
    }
    if (event.key === 'Shift') return
    const turn = turnOf(event, goAt, event.timeStamp)
    goAt = turn.goAt
    if (!turn.deed) return
    if ('go' in turn.deed) void router.push(turn.deed.go)
    else if (turn.deed.do === 'sheet') sheetOpen.value = true
    else if (!focusFilter()) return
    event.preventDefault()
  }
  onMounted(() => addEventListener('keydown', heard))
  onBeforeUnmount(() => {
    removeEventListener('keydown', heard)
    sheetOpen.value = false
    finding.value = false
  })
}
