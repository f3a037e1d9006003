// Both languages say everything, and nothing is said that no page shows.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const SOURCE = join(__dirname, '../src')
type Tree = { [key: string]: string | Tree }

function keysOf(tree: Tree, before = ''): Map<string, string> {
  const keys = new Map<string, string>()
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value === 'string') keys.set(before + name, value)
    else for (const [key, text] of keysOf(value, `${before}${name}.`)) keys.set(key, text)
  }
  return keys
}

const read = (language: string): Map<string, string> =>
  keysOf(JSON.parse(readFileSync(join(SOURCE, `locales/${language}.json`), 'utf8')) as Tree)
const zh = read('zh-CN')
const en = read('en')

const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(vue|ts)$/.test(name) && !name.endsWith('schema.d.ts'))
  .map((name) => ({ name, text: readFileSync(join(SOURCE, name), 'utf8') }))

// t('a.b') and t(`a.${b}`): the second stands for every key that fits. A key may also be chosen or kept
// first, so any 'a.b' counts whose beginning is a part of the messages.
const sections = new Set([...zh.keys()].map((key) => key.split('.')[0]))
function usedKeys(): { key: string; where: string }[] {
  return sources.flatMap(({ name, text }) => {
    const asked = [...text.matchAll(/\b(?:t|te|\$t|words)\(\s*(?:'([^']+)'|`([^`]+)`)/g)].map((match) => match[1] ?? (match[2] as string))
    const kept = [...text.matchAll(/'([a-z_]+)\.[a-z_]+(?:\.[a-z_]+)?'/g)].filter((match) => sections.has(match[1] as string))
    return [...asked, ...kept.map((match) => match[0].slice(1, -1))].map((key) => ({ key, where: name }))
  })
}
const asPattern = (key: string): RegExp =>
  new RegExp(`^${key.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.]/g, '\\.')).join('[^.]+')}$`)
const places = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string))].sort()

describe('the words of the console', () => {
  it('has the same keys in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort())
  })

  it('leaves the same places open in both languages', () => {
    for (const [key, text] of zh) expect(places(en.get(key) ?? ''), key).toEqual(places(text))
  })

  it('says nothing twice over in the wrong script', () => {
    for (const [key, text] of en) expect(text, key).not.toMatch(/[\u4e00-\u9fff]/)
    const latin = [...zh].filter(([, text]) => /^[\x20-\x7e]{4,}$/.test(text.replace(/\{\w+\}/g, '').trim())).map(([key]) => key)
    expect(latin).toEqual([])
  })

  it('has a text for every key that a page asks for', () => {
    const missing = usedKeys().filter(({ key }) => ![...zh.keys()].some((known) => asPattern(key).test(known)))
    expect(missing).toEqual([])
  })

  it('holds no text that no page asks for', () => {
    const patterns = usedKeys().map(({ key }) => asPattern(key))
    const unused = [...zh.keys()].filter((key) => !patterns.some((pattern) => pattern.test(key)))
    expect(unused).toEqual([])
  })

  it('keeps Chinese words out of the pages themselves', () => {
    const allowed = ['components/LanguageSwitch.vue', 'components/DoorFrame.vue', 'plain/time.ts', 'plain/lunar.ts', 'plain/join_table.ts']
    const found = sources
      .filter(({ name }) => !allowed.includes(name))
      .filter(({ text }) => /[\u4e00-\u9fff]/.test(text.replace(/\/\/.*|\/\*[^]*?\*\/|<!--[^]*?-->/g, '')))
    expect(found.map(({ name }) => name)).toEqual([])
  })
})
