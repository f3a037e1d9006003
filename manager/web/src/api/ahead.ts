// What public/ahead.js asked for before the page's scripts were there.

interface Ahead {
  at: number
  language: string
  answers: Record<string, Promise<Response> | undefined>
}

const GOOD_FOR_MS = 10_000

// The answer to this request, once; undefined when it was not asked ahead, is old, or speaks another
// language.
export function takeAhead(request: Request): Promise<Response> | undefined {
  const ahead = (globalThis as { marqueeAhead?: Ahead }).marqueeAhead
  if (!ahead || request.method !== 'GET') return undefined
  const { pathname, search } = new URL(request.url)
  const answer = search ? undefined : ahead.answers[pathname]
  if (!answer) return undefined
  delete ahead.answers[pathname]
  const good = Date.now() - ahead.at < GOOD_FOR_MS && request.headers.get('Accept-Language') === ahead.language
  return good ? answer : undefined
}
