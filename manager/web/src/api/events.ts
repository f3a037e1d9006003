// The stream of what changes (GET /api/v1/events): subjects, never what changed. Whoever shows
// something of a subject asks for it again.
import type { PathOf } from './client'

export type Subject = 'displays' | 'library' | 'programs' | 'schedules' | 'reviews' | 'overrides' | 'people'

// `opened`: whatever was shown before may be old. `closed`: nobody tells us now.
export interface Hearing {
  opened: () => void
  changed: (subjects: ReadonlySet<Subject>) => void
  closed: () => void
}

const PATH: PathOf<'get'> = '/api/v1/events'
const AGAIN_AFTER_MS = 10_000

// Until the answer is called. The browser comes back by itself where the line broke; where it was
// refused (a manager that starts, say), this does.
export function hearEvents(hearing: Hearing): () => void {
  let stream: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  function open(): void {
    const mine = new EventSource(PATH)
    stream = mine
    mine.addEventListener('open', hearing.opened)
    mine.addEventListener('changed', (event) => hearing.changed(new Set(event.data.split(' ') as Subject[])))
    mine.addEventListener('error', () => {
      hearing.closed()
      if (mine.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN_AFTER_MS)
    })
  }
  open()
  return () => {
    clearTimeout(timer)
    stream?.close()
  }
}
