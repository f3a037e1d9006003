// What waits for a review, for the number beside 审核 and the overview.
import { computed, readonly, shallowReadonly, shallowRef } from 'vue'
import { listReviews, type Review } from '@/api/programs'

const reviews = shallowRef<readonly Review[]>([])
const mine = computed(() => reviews.value.filter((each) => !each.own_work && !each.approved_by_me))

export function useWaiting() {
  return {
    reviews: shallowReadonly(reviews),
    mine: readonly(mine),
    async count(): Promise<void> {
      try {
        reviews.value = await listReviews()
      } catch {
        reviews.value = [] // who may not review has nothing waiting; a broken line is shown elsewhere
      }
    },
  }
}
