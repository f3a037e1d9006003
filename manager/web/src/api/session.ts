// Who is signed in, and what signing in asks for.
import { get, post, put, remove } from './client'
import type { OfferedSecondStep, SecondStep, Session } from './models'

// The password is right, and a code of the second step is asked for.
export interface CodeAsked {
  asked: 'code'
}
export const isAsked = (answer: Session | CodeAsked): answer is CodeAsked => 'asked' in answer

export const readSession = () => get<Session>('/api/v1/session')
export const signIn = (name: string, password: string, code = '') =>
  post<Session | CodeAsked>('/api/v1/session', { name, password, ...(code ? { code } : {}) })
export const signOut = () => remove('/api/v1/session')
export const setUp = (token: string, name: string, password: string) =>
  post<Session | CodeAsked>('/api/v1/setup', { token, ...(name ? { name } : {}), password })
export const changePassword = (present: string, next: string) =>
  put<Session>('/api/v1/session/password', { present_password: present, password: next })

const STEP = '/api/v1/session/second-step'
export const readSecondStep = () => get<SecondStep>(STEP)
export const offerSecondStep = (password: string) => post<OfferedSecondStep>(STEP, { password })
export const confirmSecondStep = async (code: string): Promise<string[]> =>
  (await put<{ spare_codes: string[] }>(STEP, { code })).spare_codes
export const endSecondStep = (password: string) => post(`${STEP}/end`, { password })
