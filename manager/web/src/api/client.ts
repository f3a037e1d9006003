// The one way to the manager: the staff REST of schemas/openapi.yaml, with the session's cookie.
//
// Every call either gives what was asked for or throws: Problem (the manager refused, and says why
// in the reader's language) or Unreachable (nobody answered).
import createClient, { type Middleware } from 'openapi-fetch'
import { takeAhead } from './ahead'
import { Problem, Unreachable, problemOf } from './problem'
import type { paths } from './schema'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

// The routes that openapi.yaml has for a method.
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, infer Operation>
    ? Operation extends undefined | never
      ? never
      : P
    : never
}[keyof paths]

export interface Asked {
  path?: Record<string, string>
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
  version?: number
  type?: string // of a body that is text and no JSON
  signal?: AbortSignal
}

// The session's secret against forged requests, and the reader's language; set by the session and
// the language switch.
const SECRET = 'X-Marquee-CSRF'
const spoken = { csrf: '', language: 'zh-CN' }
export function speak(change: Partial<typeof spoken>): void {
  Object.assign(spoken, change)
}
export function spokenHeaders(): Record<string, string> {
  const headers: Record<string, string> = { 'Accept-Language': spoken.language }
  if (spoken.csrf) headers[SECRET] = spoken.csrf
  return headers
}

// Told whenever a call found the session ended, and whenever the line breaks or comes back. `renew`
// asks who is signed in now, after the manager did not know the secret: the password was changed in
// another window.
type Listener = { signedOut: () => void; line: (up: boolean) => void; renew?: () => Promise<void> }
const listeners: Listener[] = []
export function listen(listener: Listener): void {
  listeners.push(listener)
}

const manners: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(spokenHeaders())) request.headers.set(name, value)
    return request
  },
  async onResponse({ request, response, schemaPath }) {
    listeners.forEach((each) => each.line(true))
    if (response.ok) return undefined
    const problem = await problemOf(response)
    // What was asked in an earlier session says nothing about this one, however late its answer comes.
    const ofThisSession = (request.headers.get(SECRET) ?? '') === spoken.csrf
    if (problem.code === 'not_signed_in' && schemaPath !== '/api/v1/session' && ofThisSession) {
      listeners.forEach((each) => each.signedOut())
    }
    throw problem
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return error
    listeners.forEach((each) => each.line(false))
    return new Unreachable()
  },
}

const client = createClient<paths>({
  baseUrl: '/',
  credentials: 'same-origin',
  fetch: (request) => takeAhead(request) ?? fetch(request), // looked up at each call
})
client.use(manners)

type ParseAs = 'json' | 'blob' | 'stream'
type Loose = (method: string, path: string, init: unknown) => Promise<{ data?: unknown; response: Response }>

async function send(method: Method, path: string, asked: Asked, parseAs: ParseAs = 'json') {
  const before = spoken.csrf
  try {
    return await sendOnce(method, path, asked, parseAs)
  } catch (error) {
    if (!isProblem(error, 'cross_site')) throw error
    await Promise.all(listeners.map((each) => each.renew?.()))
    if (spoken.csrf === before) throw error
    return sendOnce(method, path, asked, parseAs)
  }
}

async function sendOnce(method: Method, path: string, asked: Asked, parseAs: ParseAs) {
  const headers: Record<string, string> = {}
  if (asked.version !== undefined) headers['If-Match'] = `"${asked.version}"`
  if (asked.type) headers['Content-Type'] = asked.type
  return (client.request as unknown as Loose)(method, path, {
    params: { path: asked.path ?? {}, query: asked.query ?? {} },
    headers,
    ...(asked.body === undefined ? {} : { body: asked.body }),
    ...(asked.type ? { bodySerializer: (body: unknown) => body } : {}),
    signal: asked.signal,
    parseAs,
  })
}

export async function get<T>(path: PathOf<'get'>, asked: Asked = {}): Promise<T> {
  return (await send('get', path, asked)).data as T
}

export async function post<T>(path: PathOf<'post'>, body?: unknown, asked: Asked = {}): Promise<T> {
  return (await send('post', path, { ...asked, body })).data as T
}

export async function put<T>(path: PathOf<'put'>, body: unknown, asked: Asked = {}): Promise<T> {
  return (await send('put', path, { ...asked, body })).data as T
}

export async function patch<T>(path: PathOf<'patch'>, body: unknown, asked: Asked = {}): Promise<T> {
  return (await send('patch', path, { ...asked, body })).data as T
}

export async function remove(path: PathOf<'delete'>, asked: Asked = {}): Promise<void> {
  await send('delete', path, asked, 'stream')
}

export interface Picture {
  blob: Blob
  taken: Date | null
}

export async function picture(method: 'get' | 'post', path: string, asked: Asked): Promise<Picture> {
  const { data, response } = await send(method, path, asked, 'blob')
  const modified = response.headers.get('Last-Modified')
  return { blob: data as Blob, taken: modified ? new Date(modified) : null }
}

export interface Page<T> {
  items: T[]
  next_cursor?: string
}

const PAGE_FIRST = 100 // soon there, for who waits
const PAGE_NEXT = 250
const PAGES_MAX = 400

// The pages of a list as they come. Fails where there are more than `PAGES_MAX`, never says less.
export async function* pages<T>(path: PathOf<'get'>, asked: Asked = {}): AsyncGenerator<T[], void> {
  let cursor: string | undefined
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const query = { ...asked.query, limit: page === 0 ? PAGE_FIRST : PAGE_NEXT, cursor }
    const answer = await get<Page<T>>(path, { ...asked, query })
    yield answer.items
    cursor = answer.next_cursor
    if (!cursor) return
  }
  throw new Error(`more than ${PAGES_MAX} pages: ${path}`)
}

export async function all<T>(path: PathOf<'get'>, asked: Asked = {}): Promise<T[]> {
  const items: T[] = []
  for await (const page of pages<T>(path, asked)) items.push(...page)
  return items
}

// What a list is asked for by those who choose from it: also what the units above share.
export const SHARED = { query: { with_shared: true } } as const

export function isProblem(error: unknown, code?: string): error is Problem {
  return error instanceof Problem && (code === undefined || error.code === code)
}
