// What has changed at the manager, for everything on the page that shows some of it.
import { readonly, ref } from 'vue'
import { hearEvents, type Subject } from '@/api/events'

type Hear = (subjects: ReadonlySet<Subject> | 'all') => void

const hearers = new Set<Hear>()
const listening = ref(false)
let stop: (() => void) | undefined

function tell(subjects: ReadonlySet<Subject> | 'all'): void {
  for (const hear of [...hearers]) hear(subjects)
}

// Whether events come: who shows something need not ask by itself then.
export const eventsCome = readonly(listening)

// `hear` until the answer is called.
export function onChange(hear: Hear): () => void {
  hearers.add(hear)
  return () => hearers.delete(hear)
}

// While somebody is signed in and looks: a browser has few lines to one manager for all its windows,
// and a window that is looked at again is told that everything may have changed.
let wanted = false
let again = false // the first time everything on the page is fresh, if it comes at once
let began = 0
const AT_ONCE_MS = 2000

function follow(): void {
  const hears = wanted && !document.hidden
  if (hears && !stop) {
    stop = hearEvents({
      opened: () => {
        listening.value = true
        if (again || Date.now() - began > AT_ONCE_MS) tell('all')
        again = true
      },
      changed: tell,
      closed: () => {
        listening.value = false
      },
    })
  } else if (!hears && stop) {
    stop()
    stop = undefined
    listening.value = false
  }
}

export function listenToEvents(): void {
  if (wanted || typeof EventSource === 'undefined') return
  wanted = true
  again = false
  began = Date.now()
  document.addEventListener('visibilitychange', follow)
  follow()
}

export function stopListening(): void {
  wanted = false
  document.removeEventListener('visibilitychange', follow)
  follow()
}
