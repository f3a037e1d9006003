// The judge of what goes over the line can find fault.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Contract } from './contract.mjs'

const ID = '0197a1c2-0000-7000-8000-000000000000'
const contract = new Contract()
const json = { 'content-type': 'application/json', etag: '"1"' }
const unit = { id: ID, version: 1, created_at: '2026-11-21T12:00:00Z', changed_at: '2026-11-21T12:00:00Z', name: '市', kind: 'city' }
const judged = (said) =>
  contract.judge({ method: 'GET', path: `/api/v1/units/${ID}`, status: 200, headers: json, text: JSON.stringify(unit), ...said })
const body = (change) => JSON.stringify({ ...unit, ...change })

test('what is as the document says is in order', () => {
  assert.deepEqual(judged({}), [])
  const problem = { type: 'urn:marquee:problem:not_found', title: 'x', status: 404, code: 'not_found', detail: 'x' }
  assert.deepEqual(judged({ status: 404, headers: { 'content-type': 'application/problem+json' }, text: JSON.stringify(problem) }), [])
})

test('a member that is wrong, missing or unknown is a fault', () => {
  assert.match(judged({ text: body({ version: 0 }) })[0], /\/version must be >= 1/)
  assert.match(judged({ text: body({ created_at: 'yesterday' }) })[0], /created_at/)
  assert.match(judged({ text: body({ name: undefined }) })[0], /required property 'name'/)
  assert.match(judged({ text: body({ surprise: 1 }) })[0], /surprise/)
})

test('a type, a promised head, a path or a body sent that is not of the document is a fault', () => {
  assert.match(judged({ headers: { ...json, 'content-type': 'text/html' } })[0], /text\/html is not among/)
  assert.match(judged({ headers: { 'content-type': 'application/json' } })[0], /without the promised ETag/)
  assert.match(judged({ path: '/api/v1/nonsense' })[0], /no such operation/)
  assert.match(judged({ method: 'PATCH', sent: { surprise: 1 } })[0], /what was sent/)
})
