// Units and displays together, kept fresh: what most pages choose from.
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { displayPages, listUnits } from '@/api/fleet'
import type { Display } from '@/api/models'
import { Roster } from '@/plain/roster'
import { displayCounts, unitTree } from '@/plain/units'
import { useLoad } from './load'

const FRESH_EVERY_MS = 5000
const DRAW_EVERY_MS = 400 // pages come faster than what depends on all of them can follow

// The displays stand by name, and on the page as they come: `whole` once all of them were read. Read
// again they take the places of those before, and what did not change is not drawn again.
export function useFleet(everyMs = FRESH_EVERY_MS) {
  const roster = new Roster()
  const displays = shallowRef<readonly Display[]>([])
  const whole = ref(false)
  let turn = 0
  onBeforeUnmount(() => (turn = -1))

  async function read(): Promise<void> {
    if (turn < 0) return
    const mine = (turn += 1)
    const seen = new Set<string>()
    let drawn = -DRAW_EVERY_MS
    let stale = false
    for await (const page of displayPages()) {
      if (mine !== turn) return // a later reading knows better
      for (const { id } of page) seen.add(id)
      stale = roster.put(page) || stale
      if (!stale || performance.now() - drawn < DRAW_EVERY_MS) continue
      displays.value = roster.rows
      drawn = performance.now()
      stale = false
    }
    if (roster.keep(seen) || stale) displays.value = roster.rows
    whole.value = true
  }

  const units = useLoad(listUnits, 0, 'displays')
  const reading = useLoad(read, everyMs, 'displays')
  const tree = computed(() => unitTree(units.value.value ?? []))
  const counts = computed(() => displayCounts(tree.value, displays.value))
  return {
    units: computed(() => units.value.value ?? []),
    displays,
    whole,
    tree,
    counts,
    ready: computed(() => units.value.value !== undefined && (whole.value || displays.value.length > 0)),
    problem: computed(() => reading.problem.value ?? units.problem.value),
    reload: () => Promise.all([units.reload(), reading.reload()]),
  }
}
