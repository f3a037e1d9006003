// What this person deleted last, kept outside the pages so that the note about it stays while they
// look elsewhere. What the note no longer offers is still in the trash.
import { ref, shallowRef } from 'vue'
import { restoreFromTrash } from '@/api/trash'
import { useAct } from './load'

export interface Discarded {
  id: string
  name: string
  needs?: string[] // what was deleted along with it, and comes back before it
}

const OFFERED_MS = 20_000

const last = shallowRef<Discarded | null>(null)
const cameBack = ref('') // the name of what was just undone
const { busy, problem, act } = useAct()
let after: () => unknown = () => undefined
let timer: ReturnType<typeof setTimeout> | undefined

function offer(): void {
  clearTimeout(timer)
  timer = setTimeout(close, OFFERED_MS)
}
function close(): void {
  clearTimeout(timer)
  last.value = null
  cameBack.value = ''
  problem.value = null
}

export function useTrash() {
  return {
    last,
    cameBack,
    busy,
    problem,
    // `reload` shows again where it was, once it came back.
    discarded(thing: Discarded, reload: () => unknown): void {
      close()
      last.value = { id: thing.id, name: thing.name, needs: thing.needs ?? [] }
      after = reload
      offer()
    },
    async undo(): Promise<void> {
      const thing = last.value
      if (!thing) return
      clearTimeout(timer)
      const done = await act(async () => {
        for (const id of [...(thing.needs ?? []), thing.id]) await restoreFromTrash(id)
        return true
      })
      if (!done) return // the note says why, until it is closed
      last.value = null
      cameBack.value = thing.name
      await after()
      offer()
    },
    // While somebody reads it or is about to press it, it stays.
    hold: (): void => clearTimeout(timer),
    offer,
    close,
  }
}
