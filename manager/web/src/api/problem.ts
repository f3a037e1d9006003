// What the manager says when it refuses (RFC 9457), as an exception that pages show as a sentence.

export interface ProblemBody {
  status: number
  code: string
  title?: string
  detail?: string
  where?: string
  params?: Record<string, string>
}

export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly where: string
  readonly params: Record<string, string>
  readonly retryAfterSeconds: number | null

  constructor(body: ProblemBody, retryAfterSeconds: number | null = null) {
    super(body.detail ?? body.title ?? body.code)
    this.name = 'Problem'
    this.status = body.status
    this.code = body.code
    this.title = body.title ?? ''
    this.detail = body.detail ?? ''
    this.where = body.where ?? ''
    this.params = body.params ?? {}
    this.retryAfterSeconds = retryAfterSeconds
  }
}

// The manager could not be asked at all: no network, or it is restarting.
export class Unreachable extends Error {
  constructor() {
    super('unreachable')
    this.name = 'Unreachable'
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const after = Number(response.headers.get('Retry-After') ?? '')
  const seconds = Number.isFinite(after) && after > 0 ? after : null
  const known = response.headers.get('Content-Type')?.startsWith('application/problem+json') ?? false
  if (known) {
    try {
      return new Problem((await response.json()) as ProblemBody, seconds)
    } catch {
      // An answer that was cut off says no more than its status.
    }
  }
  return new Problem({ status: response.status, code: 'unknown' }, seconds)
}
