// Two people changed the same thing: what stands there now, read as soon as a save was refused for
// it, so that the page can say when it changed and offer both ways on.
import { shallowRef, watch, type ShallowRef } from 'vue'
import { isProblem } from '@/api/client'

// `problem`: of the save; null again when the person has chosen. `read` asks for the newest.
export function useConflict<T>(problem: ShallowRef<unknown>, read: () => Promise<T>): ShallowRef<T | null> {
  const newest = shallowRef<T | null>(null) as ShallowRef<T | null>
  watch(problem, async (next) => {
    newest.value = null
    if (!isProblem(next, 'conflict')) return
    try {
      const found = await read()
      if (problem.value === next) newest.value = found
    } catch {
      // Removed meanwhile, or the line broke: the refusal itself stays on the page.
    }
  })
  return newest
}
