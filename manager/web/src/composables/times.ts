// What times can refer to by name: dayparts, periods, campaigns, those of the units above too.
import { computed } from 'vue'
import { listDayparts, listPeriods } from '@/api/calendar'
import { listCampaigns } from '@/api/campaigns'
import { SHARED } from '@/api/client'
import { useLoad } from './load'

export function useNamedTimes() {
  const dayparts = useLoad(() => listDayparts(SHARED))
  const periods = useLoad(() => listPeriods(SHARED))
  const campaigns = useLoad(() => listCampaigns(SHARED))
  return {
    dayparts: computed(() => dayparts.value.value ?? []),
    periods: computed(() => periods.value.value ?? []),
    campaigns: computed(() => campaigns.value.value ?? []),
    problem: computed(() => dayparts.problem.value ?? periods.problem.value ?? campaigns.problem.value),
    reload: () => Promise.all([dayparts.reload(), periods.reload(), campaigns.reload()]),
  }
}
