// Who is signed in, for every page.
import { computed, readonly, ref, shallowRef } from 'vue'
import { isProblem, listen, speak } from '@/api/client'
import type { Session } from '@/api/models'
import * as api from '@/api/session'
import { useTimeZone } from '@/plain/time'
import { listenToEvents, stopListening } from './events'

const session = shallowRef<Session | null>(null)
const known = ref(false)
const lineUp = ref(true)
const ended = ref(false) // by the manager, not by the person

function take(next: Session | null): void {
  if (next) ended.value = false
  session.value = next
  known.value = true
  if (next) listenToEvents()
  else stopListening()
  speak({ csrf: next?.csrf_token ?? '' })
  useTimeZone(next?.organisation.time_zone)
}

function takeIfSession(answer: Session | api.CodeAsked): boolean {
  if (api.isAsked(answer)) return false
  take(answer)
  return true
}

listen({
  signedOut: () => {
    ended.value ||= session.value !== null
    take(null)
  },
  line: (up) => {
    lineUp.value = up
  },
  renew: async () => take(await api.readSession()),
})

const roles = computed(() => new Set(session.value?.account.grants.map((grant) => grant.role)))

export function useSession() {
  return {
    session: readonly(session),
    lineUp: readonly(lineUp),
    ended: readonly(ended),
    roles,
    // Finds out who is signed in; throws Unreachable when nobody can tell.
    async find(): Promise<boolean> {
      if (known.value) return session.value !== null
      try {
        take(await api.readSession())
      } catch (error) {
        if (!isProblem(error)) throw error
        take(null)
      }
      return session.value !== null
    },
    // Whether somebody is signed in now; if not, a code is asked for.
    async signIn(name: string, password: string, code = ''): Promise<boolean> {
      return takeIfSession(await api.signIn(name, password, code))
    },
    async setUp(token: string, name: string, password: string): Promise<boolean> {
      return takeIfSession(await api.setUp(token, name, password))
    },
    // Every other session of the account ends with it.
    async changePassword(present: string, next: string): Promise<void> {
      take(await api.changePassword(present, next))
    },
    async signOut(): Promise<void> {
      try {
        await api.signOut()
      } finally {
        take(null)
      }
    },
  }
}
