// How many revisions wait for the reader's review: the number beside 审核.
import { readonly, ref } from 'vue'
import { listReviews } from '@/api/programs'

const waiting = ref(0)

export function useWaiting() {
  return {
    waiting: readonly(waiting),
    async count(): Promise<void> {
      try {
        waiting.value = (await listReviews()).filter((each) => !each.own_work && !each.approved_by_me).length
      } catch {
        waiting.value = 0 // who may not review has nothing waiting; a broken line is shown elsewhere
      }
    },
  }
}
