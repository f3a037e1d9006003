// The build against the oldest browser it is for: Chromium 87.
import { parse } from 'acorn'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'

const DIST = join(__dirname, '../dist')
const SOURCE = join(__dirname, '../src')
const POLYFILLS = readFileSync(join(__dirname, '../src/polyfills.ts'), 'utf8')

// Vue's reactive arrays have these methods and hand each on to the browser's own.
const VUE_PASSES_ON = 'no page of ours calls it'

// Newer than Chromium 87, with what happens there instead. `polyfilled` must be in polyfills.ts.
const NEWER_APIS: { name: string; pattern: RegExp; fallback: 'polyfilled' | string }[] = [
  { name: 'at', pattern: /[\w)\]]\.at\(/, fallback: 'polyfilled' },
  { name: 'hasOwn', pattern: /Object\.hasOwn\b/, fallback: 'polyfilled' },
  { name: 'findLast', pattern: /\.findLast\(/, fallback: 'polyfilled' },
  { name: 'findLastIndex', pattern: /\.findLastIndex\(/, fallback: 'polyfilled' },
  { name: 'structuredClone', pattern: /\bstructuredClone\(/, fallback: 'none' },
  { name: 'randomUUID', pattern: /\brandomUUID\b/, fallback: 'none' },
  { name: 'toSorted', pattern: /\.toSorted\(/, fallback: VUE_PASSES_ON },
  { name: 'toReversed', pattern: /\.toReversed\(/, fallback: VUE_PASSES_ON },
  { name: 'toSpliced', pattern: /\.toSpliced\(/, fallback: VUE_PASSES_ON },
  { name: 'groupBy', pattern: /Object\.groupBy\b/, fallback: 'none' },
  { name: 'withResolvers', pattern: /\bwithResolvers\b/, fallback: 'none' },
  { name: 'AbortSignal.timeout', pattern: /AbortSignal\.timeout\b/, fallback: 'none' },
  { name: 'AbortSignal.any', pattern: /AbortSignal\.any\b/, fallback: 'none' },
  { name: 'URL.canParse', pattern: /URL\.canParse\b/, fallback: 'none' },
  { name: 'showPopover', pattern: /\bshowPopover\b/, fallback: 'none' },
]

// CSS that Chromium 87 drops, and what is seen there instead.
const NEWER_CSS: { name: string; pattern: RegExp; fallback: string }[] = [
  { name: 'text-spacing-trim', pattern: /text-spacing-trim/g, fallback: 'punctuation keeps its full width' },
  { name: 'accent-color', pattern: /accent-color/g, fallback: 'check boxes in the system colour' },
  { name: 'aspect-ratio', pattern: /[{;]aspect-ratio:/g, fallback: 'none' },
  { name: ':has()', pattern: /:has\(/g, fallback: 'none' },
  { name: ':is()', pattern: /:is\(/g, fallback: 'none' },
  { name: ':where()', pattern: /:where\(/g, fallback: 'none' },
  { name: '@layer', pattern: /@layer/g, fallback: 'none' },
  { name: '@container', pattern: /@container/g, fallback: 'none' },
  { name: 'color-mix()', pattern: /color-mix\(/g, fallback: 'none' },
  { name: 'nesting', pattern: /\{&/g, fallback: 'none' },
  { name: 'dvh', pattern: /\ddvh\b/g, fallback: 'none' },
  { name: 'media range', pattern: /@media[^{]*[<>]=/g, fallback: 'none' },
  { name: 'text-wrap', pattern: /text-wrap:/g, fallback: 'lines of one length are not balanced' },
]

function built(ending: string): { name: string; text: string }[] {
  return readdirSync(join(DIST, 'assets'))
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name, text: readFileSync(join(DIST, 'assets', name), 'utf8') }))
}

describe('the build for Chromium 87', () => {
  beforeAll(() => {
    if (!existsSync(join(DIST, 'index.html'))) throw new Error('build first: scripts/console test')
  })

  it('uses no syntax newer than ES2021, all of which it has', () => {
    const scripts = built('.js')
    expect(scripts.length).toBeGreaterThan(5)
    for (const { name, text } of scripts) {
      expect(() => parse(text, { ecmaVersion: 2021, sourceType: 'module' }), name).not.toThrow()
    }
  })

  it('offers its own where an API is newer', () => {
    const all = built('.js').map(({ text }) => text).join('\n')
    const used = NEWER_APIS.filter(({ pattern }) => pattern.test(all))
    for (const { name, fallback } of used) {
      expect(fallback, `${name} has no fallback`).not.toBe('none')
      if (fallback === 'polyfilled') expect(POLYFILLS, name).toContain(`'${name}'`)
    }
  })

  it('calls none of the methods that only Vue passes on', () => {
    for (const name of readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(vue|ts)$/.test(name)) continue
      expect(readFileSync(join(SOURCE, name), 'utf8'), name).not.toMatch(/\.to(Sorted|Reversed|Spliced)\(/)
    }
  })

  it('lists every newer piece of style with what is seen instead', () => {
    const all = built('.css').map(({ text }) => text).join('\n')
    const used = NEWER_CSS.filter(({ pattern }) => pattern.test(all))
    for (const { name, fallback } of used) expect(fallback, `${name} has no fallback`).not.toBe('none')
  })

  it('asks nobody but the manager', () => {
    const page = readFileSync(join(DIST, 'index.html'), 'utf8')
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//)
    for (const { name, text } of built('.css')) expect(text, name).not.toMatch(/url\(\s*["']?(https?:)?\/\//)
  })

  it('carries no style attribute that the policy would refuse', () => {
    for (const { name, text } of built('.js')) expect(text, name).not.toMatch(/innerHTML\s*=\s*[^;]*style=/)
  })
})
