// Units and displays together, kept fresh: what most pages choose from.
import { computed } from 'vue'
import { listDisplays, listUnits } from '@/api/fleet'
import { displayCounts, unitTree } from '@/plain/units'
import { useLoad } from './load'

const FRESH_EVERY_MS = 5000

export function useFleet(everyMs = FRESH_EVERY_MS) {
  const units = useLoad(listUnits, 0, 'displays')
  const displays = useLoad(listDisplays, everyMs, 'displays')
  const tree = computed(() => unitTree(units.value.value ?? []))
  const counts = computed(() => displayCounts(tree.value, displays.value.value ?? []))
  return {
    units: computed(() => units.value.value ?? []),
    displays: computed(() => displays.value.value ?? []),
    tree,
    counts,
    ready: computed(() => units.value.value !== undefined && displays.value.value !== undefined),
    problem: computed(() => displays.problem.value ?? units.problem.value),
    reload: () => Promise.all([units.reload(), displays.reload()]),
  }
}
