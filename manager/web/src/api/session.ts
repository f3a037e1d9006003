// Who is signed in.
import { get, post, put, remove } from './client'

export interface Grant {
  role: string
  unit_id: string
  unit_name: string
}

export interface Session {
  account: { id: string; name: string; unit_id: string; grants: Grant[] }
  csrf_token: string
  organisation: { name: string; time_zone: string; root_unit_id: string }
}

export const readSession = () => get<Session>('/api/v1/session')
export const signIn = (name: string, password: string) =>
  post<Session>('/api/v1/session', { name, password })
export const signOut = () => remove('/api/v1/session')
export const setUp = (token: string, name: string, password: string) =>
  post<Session>('/api/v1/setup', { token, ...(name ? { name } : {}), password })
export const changePassword = (present: string, next: string) =>
  put<Session>('/api/v1/session/password', { present_password: present, password: next })
