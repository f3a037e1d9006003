// What times can refer to by name: dayparts, periods, campaigns.
import { computed } from 'vue'
import { listDayparts, listPeriods } from '@/api/calendar'
import { listCampaigns } from '@/api/campaigns'
import { useLoad } from './load'

export function useNamedTimes() {
  const dayparts = useLoad(listDayparts)
  const periods = useLoad(listPeriods)
  const campaigns = useLoad(listCampaigns)
  return {
    dayparts: computed(() => dayparts.value.value ?? []),
    periods: computed(() => periods.value.value ?? []),
    campaigns: computed(() => campaigns.value.value ?? []),
    problem: computed(() => dayparts.problem.value ?? periods.problem.value ?? campaigns.problem.value),
    reload: () => Promise.all([dayparts.reload(), periods.reload(), campaigns.reload()]),
  }
}
