// Accounts, what they may do where, where they are signed in, and their tokens.
import { all, get, post, put, remove } from './client'
import type { Account, Grant, IssuedToken, OpenSession, Token } from './models'

export interface AccountBody {
  unit_id: string
  name: string
  disabled: boolean
  grants: Grant[]
}

export interface Invitation {
  url: string
  expires_at: string
}

const of = (id: string) => ({ path: { id } })
export const listAccounts = () => all<Account>('/api/v1/accounts')
export const readAccount = (id: string) => get<Account>('/api/v1/accounts/{id}', of(id))
export const createAccount = (body: AccountBody) => post<Account>('/api/v1/accounts', body)
export const replaceAccount = (account: Account, body: AccountBody) =>
  put<Account>('/api/v1/accounts/{id}', body, { path: { id: account.id }, version: account.version })
export const inviteAccount = (id: string) => post<Invitation>('/api/v1/accounts/{id}/invitation', undefined, of(id))
export const listTokens = (id: string) => all<Token>('/api/v1/accounts/{id}/tokens', of(id))
export const makeToken = (id: string, name: string) => post<IssuedToken>('/api/v1/accounts/{id}/tokens', { name }, of(id))
export const removeToken = (id: string, token: string) =>
  remove('/api/v1/accounts/{id}/tokens/{token_id}', { path: { id, token_id: token } })
export const listSessions = (id: string) => all<OpenSession>('/api/v1/accounts/{id}/sessions', of(id))
export const endSession = (id: string, session: string) =>
  remove('/api/v1/accounts/{id}/sessions/{session_id}', { path: { id, session_id: session } })
// All but the one this page has.
export const endOtherSessions = (id: string) => remove('/api/v1/accounts/{id}/sessions', of(id))
export const endSecondStepOf = (id: string) => remove('/api/v1/accounts/{id}/second-step', of(id))
