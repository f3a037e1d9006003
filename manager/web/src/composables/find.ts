// The palette that finds anything by a piece of its name: open or not, what was found, and where the
// person went last.
import { onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { search, type Found } from '@/api/search'
import { keep, kept } from '@/plain/kept'
import { recentsOf, withRecent, type Recent } from '@/plain/find'
import { useSession } from './session'

const QUIET_MS = 120

const open = ref(false)
export const useFindPalette = () => open

export function useFind() {
  const { session } = useSession()
  const words = ref('')
  const found = shallowRef<Found[]>([])
  const cut = ref(false)
  const busy = ref(false)
  const problem = shallowRef<unknown>(null)
  const key = (): string => `recent.${session.value?.account.id ?? ''}`
  const recent = shallowRef<Recent[]>(recentsOf(kept(key())))
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = new AbortController()

  async function ask(): Promise<void> {
    const { signal } = (running = new AbortController())
    try {
      const answer = await search(words.value.trim(), signal)
      if (signal.aborted) return
      found.value = answer.items
      cut.value = answer.cut
    } catch (error) {
      if (signal.aborted) return
      found.value = []
      problem.value = error
    } finally {
      if (!signal.aborted) busy.value = false
    }
  }
  watch(words, (text) => {
    clearTimeout(timer)
    running.abort()
    problem.value = null
    busy.value = text.trim() !== ''
    if (busy.value) timer = setTimeout(() => void ask(), QUIET_MS)
    else found.value = []
  })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    running.abort()
  })
  return {
    words, found, cut, busy, problem, recent,
    went(to: Recent): void {
      recent.value = withRecent(recent.value, to)
      keep(key(), JSON.stringify(recent.value))
    },
  }
}
