// What of a long list is in sight, so that only that is drawn.
import { onBeforeUnmount, ref, watch, type Ref } from 'vue'

const BEYOND_PX = 400 // drawn beyond what is in sight: the next row is there before it is reached

const scrolls = (part: Element): boolean => /auto|scroll/.test(getComputedStyle(part).overflowY)

function scrollerOf(part: Element): Element | null {
  for (let above = part.parentElement; above; above = above.parentElement) if (scrolls(above)) return above
  return null
}

// From where to where `space` is in sight, in pixels below its top and with some beyond. Follows every
// scrolling above it within the same frame. `reveal` brings a stretch of it into sight.
export function useSight(space: Ref<HTMLElement | null>) {
  const top = ref(0)
  const bottom = ref(innerHeight + BEYOND_PX)

  function look(): void {
    const part = space.value
    if (!part) return
    const { top: begin } = part.getBoundingClientRect()
    const frame = scrollerOf(part)?.getBoundingClientRect()
    top.value = Math.max(0, frame?.top ?? 0) - begin - BEYOND_PX
    bottom.value = Math.max(0, Math.min(innerHeight, frame?.bottom ?? innerHeight) - begin) + BEYOND_PX
  }
  function reveal(from: number, to: number): void {
    const part = space.value
    const scroller = part && scrollerOf(part)
    if (!part || !scroller) return
    const frame = scroller.getBoundingClientRect()
    const { top: begin } = part.getBoundingClientRect()
    if (begin + from < frame.top) scroller.scrollTop -= frame.top - begin - from
    else if (begin + to > frame.bottom) scroller.scrollTop += begin + to - frame.bottom
    look()
  }

  const sized = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(look)
  watch(
    space,
    (part, before) => {
      if (before) sized?.disconnect()
      if (part) {
        sized?.observe(scrollerOf(part) ?? part)
        look()
      }
    },
    { flush: 'post' },
  )
  document.addEventListener('scroll', look, { capture: true, passive: true })
  addEventListener('resize', look)
  onBeforeUnmount(() => {
    sized?.disconnect()
    document.removeEventListener('scroll', look, { capture: true })
    removeEventListener('resize', look)
  })
  return { top, bottom, reveal }
}
