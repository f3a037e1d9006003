// Pictures that were brought to the library together and may be the pages of one comic: offered once
// they have arrived, and kept outside the pages while a person looks elsewhere.
import { computed, shallowRef, triggerRef } from 'vue'
import { inNaturalOrder } from '@/plain/comics'

interface Batch {
  names: string[] // of all the files, as they were called
  arrived: { id: string; name: string }[]
}

const batch = shallowRef<Batch | null>(null)
const isPicture = (file: File): boolean => file.type.startsWith('image/') && file.type !== 'image/gif'

export function useComicOffer() {
  return {
    count: computed(() => batch.value?.names.length ?? 0),
    arrived: computed(() => batch.value?.arrived.length ?? 0),
    // Files that come together. Fewer than two pictures, or anything else among them, are no comic.
    begin(files: File[]): void {
      batch.value = files.length > 1 && files.every(isPicture) ? { names: files.map(({ name }) => name), arrived: [] } : null
    },
    took(file: File, asset: string): void {
      const mine = batch.value
      if (!mine || !asset || !mine.names.includes(file.name)) return
      mine.arrived.push({ id: asset, name: file.name })
      triggerRef(batch)
    },
    // Those that are there, in the order of their names.
    take(): { id: string; name: string }[] {
      const pages = inNaturalOrder(batch.value?.arrived ?? [], ({ name }) => name)
      batch.value = null
      return pages
    },
    decline(): void {
      batch.value = null
    },
  }
}
