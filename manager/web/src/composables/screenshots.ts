// The last picture each display sent, as addresses an <img> can show.
import { onBeforeUnmount, reactive } from 'vue'
import { isProblem } from '@/api/client'
import { latestScreenshot } from '@/api/fleet'

export interface Shot {
  url: string
  taken: Date | null
}

const AT_ONCE = 4
const KEPT_MAX = 400

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
      shots.delete(id) // the newest stands last
      shots.set(id, shot)
      for (const oldest of shots.keys()) {
        if (shots.size <= KEPT_MAX) break
        forget(oldest)
        shots.delete(oldest)
      }
      return shot
    } catch (error) {
      if (isProblem(error, 'not_found') && !gone) shots.set(id, null)
      return shots.get(id) ?? null
    }
  }

  // What is asked for later takes the place of what still waits.
  let queue: string[] = []
  let working = 0
  async function work(): Promise<void> {
    working += 1
    for (let id = queue.shift(); id !== undefined && !gone; id = queue.shift()) await fetchShot(id)
    working -= 1
  }
  async function fetchAll(ids: string[]): Promise<void> {
    queue = [...ids]
    await Promise.all(Array.from({ length: AT_ONCE - working }, work))
  }

  onBeforeUnmount(() => {
    gone = true
    for (const id of shots.keys()) forget(id)
  })
  return { shots, fetchShot, fetchAll }
}
