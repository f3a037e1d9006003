// Which displays of a place are shown: by shape, by what they play, by a tag.
import type { Display } from '@/api/models'
import { tileShape, type TileShape } from './wall'

export interface DisplayFilter {
  shape: string
  program: string
  tag: string
}

export const SHAPES: TileShape[] = ['strip', 'wide', 'landscape', 'portrait', 'sound']

const programsOf = (display: Display): string[] => (display.status.zones ?? []).map((zone) => zone.program_id)

export const fitsFilter = (display: Display, { shape, program, tag }: DisplayFilter): boolean =>
  (!shape || tileShape(display) === shape) && (!program || programsOf(display).includes(program)) && (!tag || display.tags.includes(tag))

// What there is to choose from, and on how many displays each is.
export interface FilterChoices {
  shapes: Map<string, number>
  programs: Map<string, number>
  tags: Map<string, number>
}
export function choicesOf(displays: readonly Display[]): FilterChoices {
  const choices: FilterChoices = { shapes: new Map(), programs: new Map(), tags: new Map() }
  const count = (into: Map<string, number>, key: string): void => void into.set(key, (into.get(key) ?? 0) + 1)
  for (const display of displays) {
    count(choices.shapes, tileShape(display))
    for (const program of new Set(programsOf(display))) count(choices.programs, program)
    for (const tag of display.tags) count(choices.tags, tag)
  }
  return choices
}
