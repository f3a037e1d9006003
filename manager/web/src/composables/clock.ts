// The time as pages show it, once a second.
import { onBeforeUnmount, ref, type Ref } from 'vue'

export function useNow(everyMs = 1000): Ref<Date> {
  const now = ref(new Date())
  const timer = setInterval(() => (now.value = new Date()), everyMs)
  onBeforeUnmount(() => clearInterval(timer))
  return now
}
