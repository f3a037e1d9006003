// A manager in the test: answers fetch() from a table of "METHOD /path", and remembers what it was
// asked.
import { vi } from 'vitest'

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  headers: Headers
  body: unknown
}

type Answer = { status?: number; headers?: Record<string, string>; json?: unknown; bytes?: string }
type Handler = Answer | ((asked: Asked) => Answer)

export function mockManager(routes: Record<string, Handler>) {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(new URL(input, location.href), init)
    const url = new URL(request.url)
    const text = await request.text()
    const call: Asked = {
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: text ? JSON.parse(text) : undefined,
    }
    asked.push(call)
    const route = routes[`${call.method} ${call.path}`]
    const answer = typeof route === 'function' ? route(call) : route
    if (!answer) return problem(404, 'not_found')
    const type = answer.bytes === undefined ? 'application/json' : 'image/png'
    const headers = { 'Content-Type': type, ...answer.headers }
    const status = answer.status ?? 200
    if (status === 204) return new Response(null, { status, headers })
    return new Response(answer.bytes ?? JSON.stringify(answer.json), { status, headers })
  })
  return { asked, last: (): Asked | undefined => asked[asked.length - 1] }
}

export function problem(status: number, code: string, more: Record<string, unknown> = {}, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ status, code, ...more }), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  })
}

export const refusal = (status: number, code: string, more: Record<string, unknown> = {}): Answer => ({
  status,
  json: { status, code, ...more },
  headers: { 'Content-Type': 'application/problem+json' },
})
