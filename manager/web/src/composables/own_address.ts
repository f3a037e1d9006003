// A new thing gets an address of its own when it is first saved, and its page stays the page it is.
// Every other change of the address leads to another page, also between /new and what is there already.
import { ref } from 'vue'
import { useRouter } from 'vue-router'

const became = ref('')

export function useOwnAddress(): (path: string) => Promise<void> {
  const router = useRouter()
  return async (path) => {
    became.value = path
    await router.replace(path)
  }
}

// Which page stands there: another number is another page.
export function usePageNumber(): { number: Readonly<typeof number>; moved: (to: string) => void } {
  const number = ref(0)
  return {
    number,
    moved(to) {
      if (to !== became.value) number.value += 1
      became.value = ''
    },
  }
}
