// What a check found in a text, cut so that a page can underline it.
import type { SloganCheck } from '@/api/models'

export type Finding = SloganCheck['findings'][number]

export interface Piece {
  text: string
  severity?: Finding['severity']
}

// What is wrong with the words themselves; what is true of all of them is said once, below.
const isAbout = (finding: Finding, length: number): boolean => finding.until - finding.from < length

const heaviest: Finding['severity'][] = ['error', 'warning', 'note']

// The text in pieces, in order; positions of findings are code points, as are those of [...text].
export function pieces(text: string, part: Finding['part'], findings: Finding[]): Piece[] {
  const points = [...text]
  const mine = findings.filter((finding) => finding.part === part && isAbout(finding, points.length))
  const worst = (at: number): Piece['severity'] => {
    const here = mine.filter(({ from, until }) => from <= at && at < until).map(({ severity }) => severity)
    return heaviest.find((severity) => here.includes(severity))
  }
  const cut: Piece[] = []
  points.forEach((point, at) => {
    const severity = worst(at)
    const last = cut[cut.length - 1]
    if (last && last.severity === severity) last.text += point
    else cut.push({ text: point, severity })
  })
  return cut
}

// The words that a finding is about; none when it is about all of them.
export function quoted(finding: Finding, words: Record<Finding['part'], string>): string {
  const points = [...words[finding.part]]
  return isAbout(finding, points.length) ? points.slice(finding.from, finding.until).join('') : ''
}

// Errors first, notes last; the same sentence about the same words once.
export function inOrder(findings: Finding[]): Finding[] {
  const seen = new Set<string>()
  return [...findings]
    .sort((one, other) => heaviest.indexOf(one.severity) - heaviest.indexOf(other.severity))
    .filter((finding) => {
      const key = JSON.stringify([finding.code, finding.part, finding.from, finding.until, finding.sentence])
      return !seen.has(key) && seen.add(key)
    })
}

// The gravest of what was found at a place, `at` code points into the text: of the character behind
// it, else of the one before. null: no place.
export function findingAt(at: number | null, text: string, part: Finding['part'], findings: Finding[]): Finding | undefined {
  if (at === null) return undefined
  const length = [...text].length
  const mine = inOrder(findings.filter((finding) => finding.part === part && isAbout(finding, length)))
  const of = (place: number) => mine.find(({ from, until }) => from <= place && place < until)
  return of(at) ?? of(at - 1)
}
