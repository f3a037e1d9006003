// What a schedule or an emergency can be addressed to.
import { computed } from 'vue'
import { listDisplays, listUnits } from '@/api/fleet'
import { listGroups } from '@/api/schedules'
import type { Known } from '@/plain/targets'
import { useLoad } from './load'

export function useKnown() {
  const units = useLoad(listUnits)
  const displays = useLoad(listDisplays)
  const groups = useLoad(listGroups)
  const known = computed<Known>(() => ({
    units: units.value.value ?? [],
    displays: displays.value.value ?? [],
    groups: groups.value.value ?? [],
  }))
  return { known, problem: computed(() => units.problem.value ?? displays.problem.value) }
}
