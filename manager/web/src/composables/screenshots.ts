// The last picture each display sent, as addresses an <img> can show.
import { onBeforeUnmount, reactive } from 'vue'
import { isProblem } from '@/api/client'
import { latestScreenshot } from '@/api/fleet'

export interface Shot {
  url: string
  taken: Date | null
}

const AT_ONCE = 4

export function useScreenshots() {
  const shots = reactive(new Map<string, Shot | null>())
  let gone = false

  function forget(id: string): void {
    const old = shots.get(id)
    if (old) URL.revokeObjectURL(old.url)
  }

  // null: the display has sent none yet.
  async function fetchShot(id: string): Promise<Shot | null> {
    try {
      const { blob, taken } = await latestScreenshot(id)
      if (gone) return null
      const before = shots.get(id)
      if (before && taken && before.taken?.getTime() === taken.getTime()) return before
      const shot = { url: URL.createObjectURL(blob), taken }
      forget(id)
      shots.set(id, shot)
      return shot
    } catch (error) {
      if (isProblem(error, 'not_found') && !gone) shots.set(id, null)
      return shots.get(id) ?? null
    }
  }

  async function fetchAll(ids: string[]): Promise<void> {
    const queue = [...ids]
    const worker = async (): Promise<void> => {
      for (let id = queue.shift(); id !== undefined && !gone; id = queue.shift()) await fetchShot(id)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
  }

  onBeforeUnmount(() => {
    gone = true
    for (const id of shots.keys()) forget(id)
  })
  return { shots, fetchShot, fetchAll }
}
