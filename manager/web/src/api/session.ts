// Who is signed in.
import { get, post, put, remove } from './client'
import type { Session } from './models'

export const readSession = () => get<Session>('/api/v1/session')
export const signIn = (name: string, password: string) =>
  post<Session>('/api/v1/session', { name, password })
export const signOut = () => remove('/api/v1/session')
export const setUp = (token: string, name: string, password: string) =>
  post<Session>('/api/v1/setup', { token, ...(name ? { name } : {}), password })
export const changePassword = (present: string, next: string) =>
  put<Session>('/api/v1/session/password', { present_password: present, password: next })
