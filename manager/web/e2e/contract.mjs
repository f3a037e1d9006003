// What goes over the line, held against schemas/openapi.yaml: every answer of the staff REST that a
// journey sees, and every body that was accepted. Stricter than a caller may be: a member that the
// document does not know is a fault too, since nobody could have known of it.
import { readFileSync } from 'node:fs'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'

const SCHEMAS = new URL('../../../schemas/', import.meta.url)
const BASE = 'https://marquee.example/schemas/'
const ROOT = `${BASE}openapi.yaml`
const METHODS = ['get', 'put', 'post', 'delete', 'patch']
const COMPOSED = ['allOf', 'anyOf', 'oneOf']
const ALWAYS = ['ETag', 'Location'] // where the document names them at all; others where it says `required`
const PATHS = /^\/(api\/v1\/|healthz$|readyz$)/

const read = (name) => readFileSync(new URL(name, SCHEMAS), 'utf8')
const pointer = (...parts) => parts.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
const at = (document, path) => path.split('/').slice(1).reduce((node, part) => node?.[part.replaceAll('~1', '/').replaceAll('~0', '~')], document)

export class Contract {
  // `document`: as read from openapi.yaml.
  constructor(document = parse(read('openapi.yaml'))) {
    this.ajv = new Ajv2020({ strict: false, allErrors: true, discriminator: false })
    addFormats(this.ajv)
    this.external = new Map()
    this.document = document
    this.compiled = new Map()
    this.seen = new Set()
    this.operations = Object.entries(document.paths).flatMap(([path, item]) =>
      METHODS.filter((method) => item[method]).map((method) => ({
        path,
        method,
        id: item[method].operationId,
        // A path without places is meant before one with: /slogans/new is no id.
        places: (path.match(/\{/g) ?? []).length,
        pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`),
      })),
    )
    this.operations.sort((a, b) => a.places - b.places)
    this.strict = this.closed(structuredClone(document), ROOT)
    this.ajv.addSchema({ ...this.strict, $id: ROOT })
  }

  // The schema of another file, added when it is first pointed at.
  file(name) {
    if (!this.external.has(name)) {
      const schema = JSON.parse(read(name))
      this.external.set(name, schema)
      this.ajv.addSchema(schema, `${BASE}${name}`)
      JSON.stringify(schema, (key, value) => {
        if (key === '$ref' && /^[a-z-]+\.schema\.json/.test(value)) this.file(value.split('#')[0])
        return value
      })
    }
    return this.external.get(name)
  }

  target(ref) {
    const [file, path = ''] = ref.split('#')
    return path || !file ? at(file ? this.file(file) : this.document, path) : this.file(file)
  }

  // Whether the schema says what members a thing has.
  names(schema, depth = 0) {
    if (!schema || typeof schema !== 'object' || depth > 8) return false
    if (schema.$ref) return this.names(this.target(schema.$ref), depth + 1)
    return schema.properties !== undefined || COMPOSED.some((word) => schema[word]?.some((part) => this.names(part, depth + 1)))
  }

  // The same document in which everything that stands alone has no members but its own.
  closed(node) {
    if (Array.isArray(node)) return node.map((each) => this.closed(each))
    if (!node || typeof node !== 'object') return node
    const closed = {}
    for (const [key, value] of Object.entries(node)) {
      if (key === '$ref') {
        const [file] = value.split('#')
        if (file) this.file(file)
        closed[key] = value
      } else if (key === 'properties') {
        closed[key] = Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, this.alone(schema)]))
      } else if (['items', 'schema', 'additionalProperties'].includes(key) && value && typeof value === 'object') {
        closed[key] = this.alone(value)
      } else if (['examples', 'example', 'enum', 'const', 'default'].includes(key)) {
        closed[key] = value
      } else closed[key] = this.closed(value)
    }
    return closed
  }

  alone(schema) {
    const inner = this.closed(schema)
    return this.names(schema) ? { allOf: [inner], unevaluatedProperties: false } : inner
  }

  operation(method, path) {
    return this.operations.find((each) => each.method === method.toLowerCase() && each.pattern.test(path))
  }

  // What is wrong with `value` as what stands at `place` in the document; none: nothing.
  faultsAt(place, value) {
    if (!this.compiled.has(place)) this.compiled.set(place, this.ajv.compile({ $ref: `${ROOT}#${encodeURI(place)}` }))
    const check = this.compiled.get(place)
    if (check(value)) return []
    return check.errors.slice(0, 4).map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`)
  }

  // The place and the words of an answer, references followed.
  answer({ path, method }, status) {
    const responses = this.document.paths[path][method].responses
    const key = [String(status), `${String(status)[0]}XX`, 'default'].find((each) => responses[each])
    if (!key) return undefined
    const { $ref } = responses[key]
    const place = $ref ? $ref.slice(1) : `/paths${pointer(path, method, 'responses', key)}`
    return { place, words: at(this.document, place) }
  }

  // `text`: null where the body is not to be had.
  judge({ method, path, status, headers, text, sent }) {
    if (!PATHS.test(path)) return []
    // A HEAD is a GET whose body is not sent.
    const operation = this.operation(method === 'HEAD' ? 'GET' : method, path)
    const name = `${method} ${path} ${status}`
    if (!operation) return status === 404 || status === 405 ? [] : [`${name}: openapi.yaml has no such operation`]
    this.seen.add(operation.id)
    const answer = this.answer(operation, status)
    if (!answer) return [`${name}: openapi.yaml does not know this status`]
    return [...this.body(answer, name, headers, text), ...this.promised(answer, name, headers), ...this.accepted(operation, name, status, sent)]
  }

  body({ place, words }, name, headers, text) {
    const type = (headers['content-type'] ?? '').split(';')[0].trim()
    const known = Object.keys(words.content ?? {})
    if (!type) return known.length && text ? [`${name}: a body without a type`] : []
    if (!known.includes(type)) return [`${name}: ${type} is not among ${known.join(', ') || 'no body at all'}`]
    if (!/json$/.test(type) || text === null || !words.content[type].schema) return []
    return this.faultsAt(`${place}${pointer('content', type, 'schema')}`, JSON.parse(text)).map((fault) => `${name}: ${fault}`)
  }

  promised({ words }, name, headers) {
    return Object.entries(words.headers ?? {})
      .filter(([header, said]) => !headers[header.toLowerCase()] && (ALWAYS.includes(header) || said.required) && header !== 'Set-Cookie')
      .map(([header]) => `${name}: without the promised ${header}`)
  }

  accepted({ path, method }, name, status, sent) {
    const { content } = this.document.paths[path][method].requestBody ?? {}
    if (status >= 300 || !sent || !content?.['application/json']) return []
    const place = `/paths${pointer(path, method, 'requestBody', 'content', 'application/json', 'schema')}`
    return this.faultsAt(place, sent).map((fault) => `${name}: what was sent: ${fault}`)
  }

  summary() {
    const all = this.operations.filter(({ path }) => PATHS.test(path))
    return `openapi.yaml: ${this.seen.size} of ${all.length} operations seen`
  }
}

export const contract = new Contract()
