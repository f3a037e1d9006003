// Talking to the manager: what is sent, and how a refusal reads.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { all, get, isProblem, listen, put, speak } from '@/api/client'
import { Unreachable } from '@/api/problem'
import { listUnits } from '@/api/fleet'
import { problemSentence } from '@/plain/sentences'
import { mockManager, refusal } from './mock_manager'

describe('the client of the staff REST', () => {
  beforeEach(() => speak({ csrf: 'secret', language: 'en' }))
  afterEach(() => {
    vi.unstubAllGlobals()
    speak({ csrf: '', language: 'zh-CN' })
  })

  it("sends the reader's language and the secret against forged requests", async () => {
    const manager = mockManager({ 'GET /api/v1/organisation': { json: { name: '江城' } } })
    await get('/api/v1/organisation')
    expect(manager.last()?.headers.get('Accept-Language')).toBe('en')
    expect(manager.last()?.headers.get('X-Marquee-CSRF')).toBe('secret')
  })

  it('names the version a change was made from', async () => {
    const manager = mockManager({ 'PUT /api/v1/slogans/s1': { json: {} } })
    await put('/api/v1/slogans/{id}', { name: 'a' }, { path: { id: 's1' }, version: 7 })
    expect(manager.last()?.headers.get('If-Match')).toBe('"7"')
    expect(manager.last()?.body).toEqual({ name: 'a' })
  })

  it('reads every page of a list', async () => {
    const pages: Record<string, unknown> = {
      '': { items: [{ id: 'a' }], next_cursor: 'a' },
      a: { items: [{ id: 'b' }] },
    }
    mockManager({ 'GET /api/v1/units': ({ query }) => ({ json: pages[query.get('cursor') ?? ''] }) })
    expect((await listUnits()).map((unit) => unit.id)).toEqual(['a', 'b'])
  })

  it("gives the manager's own sentence for a refusal", async () => {
    mockManager({ 'GET /api/v1/units': refusal(409, 'wrong_state', { title: '状态不对', detail: '已经送审了。' }) })
    const error: unknown = await all('/api/v1/units').catch((caught: unknown) => caught)
    expect(isProblem(error, 'wrong_state')).toBe(true)
    expect(problemSentence(error)).toEqual({ title: '状态不对', text: '已经送审了。' })
  })

  it('says that nobody answered, and that screens go on', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')))
    const error: unknown = await get('/api/v1/units').catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(Unreachable)
    expect(problemSentence(error).text).toContain('屏幕照常播放')
  })

  it('tells the session when it has ended', async () => {
    let ended = 0
    listen({ signedOut: () => (ended += 1), line: () => undefined })
    mockManager({ 'GET /api/v1/units': refusal(401, 'not_signed_in') })
    await get('/api/v1/units').catch(() => undefined)
    expect(ended).toBe(1)
  })

  it('does not take the late refusal of an earlier session for the end of this one', async () => {
    let ended = 0
    listen({ signedOut: () => (ended += 1), line: () => undefined })
    mockManager({
      'GET /api/v1/units': () => {
        speak({ csrf: 'of the next session' })
        return refusal(401, 'not_signed_in')
      },
    })
    await get('/api/v1/units').catch(() => undefined)
    expect(ended).toBe(0)
  })
})
