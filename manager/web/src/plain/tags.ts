// Expressions of tags: 户外 and (led or not 地铁). `not` binds before `and`, `and` before `or`; they may
// be written ! & | and in Chinese. A tag that is no plain word, or is called like an operator, stands
// in double quotes. The manager reads the same (schemas/rules/tag_expression.hpp).

export type TagNode =
  | { kind: 'tag'; tag: string }
  | { kind: 'not'; of: TagNode }
  | { kind: 'and' | 'or'; of: TagNode[] }

const TOKEN = /\s*(?:([()!&|])|"((?:[^"\\]|\\.)+)"|([\p{L}\p{M}\p{N}_.-]+))/uy
const WORD = /^[\p{L}\p{M}\p{N}_.-]+$/u
// Besides the English words: 且, 或, 非 and the signs, all of them read as these.
const OPERATORS = new Map([
  ['and', 'and'], ['or', 'or'], ['not', 'not'], ['&', 'and'], ['|', 'or'], ['!', 'not'],
  ['\u4e14', 'and'], ['\u6216', 'or'], ['\u975e', 'not'],
])
const WIDE = /[（）！＆｜]/g
const narrow = (text: string): string => text.replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))

type Token = { text: string; quoted: boolean }

function tokens(written: string): Token[] | null {
  const text = narrow(written)
  const found: Token[] = []
  TOKEN.lastIndex = 0
  for (let end = 0; text.slice(end).trim() !== ''; end = TOKEN.lastIndex) {
    const match = TOKEN.exec(text)
    if (!match) return null
    const quoted = match[2] !== undefined
    found.push({ text: quoted ? (match[2] ?? '').replace(/\\(.)/g, '$1') : (match[1] ?? match[3] ?? ''), quoted })
  }
  return found
}

// null: it is none. An empty text is none either.
export function parseTags(text: string): TagNode | null {
  const all = tokens(text)
  if (!all || all.length === 0) return null
  let at = 0
  const operatorAt = (): string | undefined => (all[at]?.quoted ? undefined : OPERATORS.get(all[at]?.text.toLowerCase() ?? ''))
  const is = (word: string): boolean => (word === '(' || word === ')' ? !all[at]?.quoted && all[at]?.text === word : operatorAt() === word)
  const eat = (word: string): boolean => is(word) && (at += 1) > 0

  function several(word: 'and' | 'or', next: () => TagNode | null): TagNode | null {
    const of: TagNode[] = []
    do {
      const one = next()
      if (!one) return null
      of.push(one)
    } while (eat(word))
    return of.length === 1 ? (of[0] as TagNode) : { kind: word, of }
  }
  function one(): TagNode | null {
    if (eat('not')) {
      const of = one()
      return of && { kind: 'not', of }
    }
    if (eat('(')) {
      const inner = either()
      return inner && eat(')') ? inner : null
    }
    const token = all?.[at]
    if (!token || operatorAt() !== undefined || (!token.quoted && token.text === ')')) return null
    at += 1
    return { kind: 'tag', tag: token.text }
  }
  const both = (): TagNode | null => several('and', one)
  const either = (): TagNode | null => several('or', both)

  const node = either()
  return at === all.length ? node : null
}

export function tagsHold(node: TagNode, tags: Set<string>): boolean {
  if (node.kind === 'tag') return tags.has(node.tag)
  if (node.kind === 'not') return !tagsHold(node.of, tags)
  return node.kind === 'and' ? node.of.every((each) => tagsHold(each, tags)) : node.of.some((each) => tagsHold(each, tags))
}

export const tagText = (tag: string): string =>
  WORD.test(tag) && !OPERATORS.has(tag.toLowerCase()) ? tag : `"${tag.replace(/["\\]/g, '\\$&')}"`

// What the chips can say: any or all of some tags, and none of others.
export interface TagChoice {
  mode: 'any' | 'all'
  wanted: string[]
  unwanted: string[]
}

export function textOfChoice({ mode, wanted, unwanted }: TagChoice): string {
  const positive = wanted.map(tagText).join(mode === 'any' ? ' or ' : ' and ')
  const bracketed = mode === 'any' && wanted.length > 1 && unwanted.length > 0 ? `(${positive})` : positive
  return [bracketed, ...unwanted.map((tag) => `not ${tagText(tag)}`)].filter(Boolean).join(' and ')
}

// null: only an expert's text says it.
export function choiceOf(text: string): TagChoice | null {
  if (text.trim() === '') return { mode: 'any', wanted: [], unwanted: [] }
  const node = parseTags(text)
  if (!node) return null
  const terms = node.kind === 'and' ? node.of : [node]
  const choice: TagChoice = { mode: 'any', wanted: [], unwanted: [] }
  const alternatives = terms.filter((term) => term.kind === 'or')
  for (const term of terms) {
    if (term.kind === 'tag') choice.wanted.push(term.tag)
    else if (term.kind === 'not' && term.of.kind === 'tag') choice.unwanted.push(term.of.tag)
    else if (term.kind === 'or' && alternatives.length === 1 && term.of.every((each) => each.kind === 'tag')) {
      choice.wanted.push(...term.of.map((each) => (each.kind === 'tag' ? each.tag : '')))
    } else return null
  }
  const plain = terms.filter((term) => term.kind === 'tag').length
  if (alternatives.length > 0 && plain > 0) return null
  return { ...choice, mode: alternatives.length > 0 || plain < 2 ? 'any' : 'all' }
}
