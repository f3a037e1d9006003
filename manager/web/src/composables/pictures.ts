// Small pictures of many things, fetched a few at a time and only once.
import { onBeforeUnmount, reactive } from 'vue'
import type { Picture } from '@/api/client'
import { patiently } from './patience'

const AT_ONCE = 3

export function usePictures<T extends { id: string }>(fetchOne: (thing: T) => Promise<Picture>) {
  const urls = reactive(new Map<string, string>())
  const asked = new Set<string>()
  const queue: T[] = []
  let working = 0
  let gone = false

  async function work(): Promise<void> {
    working += 1
    for (let thing = queue.shift(); thing && !gone; thing = queue.shift()) {
      try {
        const { blob } = await patiently(() => fetchOne(thing), () => gone)
        if (!gone) urls.set(thing.id, URL.createObjectURL(blob))
      } catch {
        // Without a picture the name stands alone.
      }
    }
    working -= 1
  }

  onBeforeUnmount(() => {
    gone = true
    for (const url of urls.values()) URL.revokeObjectURL(url)
  })
  return {
    urls,
    // `version`: fetched again when it differs from last time.
    want(things: T[], version: (thing: T) => string | number = () => 0): void {
      for (const thing of things) {
        const key = `${thing.id}@${version(thing)}`
        if (asked.has(key)) continue
        asked.add(key)
        queue.push(thing)
      }
      while (working < AT_ONCE && queue.length > 0) void work()
    },
  }
}
