// Styles a slogan can start from, and the panels it is drawn on while it is written.
import type { Size, Style } from '@/api/models'

// What a look says; everything else of a style stays as it is.
export interface Look {
  text: string
  background: string
  letters?: Pick<Letters, 'writing' | 'weight' | 'gradient_to' | 'outline' | 'shadow'>
  motion?: Style['motion']
  movement?: Movement
}

export type Letters = NonNullable<Style['letters']>
export type Movement = NonNullable<Style['movement']>
export type Effect = NonNullable<Movement['enter']>
export type ColourRun = NonNullable<Letters['colours']>[number]

export const LOOKS: { name: string; look: Look }[] = [
  { name: 'red', look: { text: '#ff3b1f', background: '#000000' } },
  { name: 'yellow', look: { text: '#ffc21a', background: '#000000' } },
  { name: 'green', look: { text: '#37e35f', background: '#000000' } },
  { name: 'white', look: { text: '#ffffff', background: '#000000' } },
  { name: 'on_red', look: { text: '#ffffff', background: '#8c1515' } },
  { name: 'on_blue', look: { text: '#ffffff', background: '#12406e' } },
  {
    name: 'outlined',
    look: { text: '#ffd84a', background: '#12406e', letters: { weight: 'bold', outline: { width_pixels: 2, colour: '#000000' } } },
  },
  {
    name: 'golden',
    look: { text: '#fff2b0', background: '#7a0c0c', letters: { weight: 'bold', gradient_to: '#ffb300', shadow: { x_pixels: 2, y_pixels: 2, colour: '#3a0000' } } },
  },
  { name: 'upright', look: { text: '#ffc21a', background: '#000000', letters: { writing: 'vertical' }, motion: 'still' } },
]

// What a look decides of the letters; a look that says nothing of it takes it away.
const DECIDED = ['writing', 'weight', 'gradient_to', 'outline', 'shadow'] as const

export function wearing(style: Style, look: Look): Style {
  const letters: Letters = { ...style.letters }
  for (const name of DECIDED) delete letters[name]
  return {
    ...style,
    text: look.text,
    background: look.background,
    letters: { ...letters, ...look.letters },
    motion: look.motion ?? style.motion,
    movement: look.movement ?? style.movement,
  }
}

export function wears(style: Style, look: Look): boolean {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
  return (
    style.text === look.text &&
    style.background === look.background &&
    DECIDED.every((name) => same(style.letters?.[name], look.letters?.[name]))
  )
}

export interface Panel extends Size {
  name: 'strip' | 'gantry' | 'wall' | 'portrait'
}

export const PANELS: Panel[] = [
  { name: 'strip', width: 192, height: 32 },
  { name: 'gantry', width: 640, height: 64 },
  { name: 'wall', width: 1920, height: 1080 },
  { name: 'portrait', width: 720, height: 1280 },
]

export const MOTIONS = ['scroll_left', 'scroll_right', 'scroll_up', 'scroll_down', 'still', 'pages'] as const

export const DEFAULT_STYLE: Style = {
  text: '#ff3b1f',
  background: '#000000',
  motion: 'scroll_left',
  speed_pixels_per_second: 0,
  text_height_pixels: 0,
  alignment: 'centre',
}

// Colours of parts that are still there when the words have become fewer.
export function withinText(style: Style, text: string): Style {
  const end = [...text].length
  const runs = style.letters?.colours
  if (!style.letters || !runs?.some(({ until }) => until > end)) return style
  const kept = runs.filter(({ from }) => from < end).map((run) => ({ ...run, until: Math.min(run.until, end) }))
  return { ...style, letters: { ...style.letters, colours: kept } }
}

// The same runs after `before` became `after` at one place: they stay with their characters. What was
// typed within a run belongs to it.
export function movedRuns(runs: ColourRun[], before: string, after: string): ColourRun[] {
  const old = [...before]
  const now = [...after]
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1
  let tail = 0
  while (tail < old.length - head && tail < now.length - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1
  const end = old.length - tail
  const shift = now.length - old.length
  const begins = (at: number): number => (at < head ? at : at >= end ? at + shift : now.length - tail)
  const ends = (at: number): number => (at <= head ? at : at >= end ? at + shift : head)
  return runs.map((run) => ({ ...run, from: begins(run.from), until: ends(run.until) })).filter(({ from, until }) => from < until)
}

export function withMovedRuns(style: Style, before: string, after: string): Style {
  const { letters } = style
  return letters?.colours?.length ? { ...style, letters: { ...letters, colours: movedRuns(letters.colours, before, after) } } : style
}

// With [from, until) in that colour, whatever it was before; undefined: that of the style.
export function painted(runs: ColourRun[], from: number, until: number, colour?: string): ColourRun[] {
  const rest = runs.flatMap((run) => [
    { ...run, until: Math.min(run.until, from) },
    { ...run, from: Math.max(run.from, until) },
  ])
  const all = [...rest.filter((run) => run.from < run.until), ...(colour && from < until ? [{ from, until, colour }] : [])]
  all.sort((a, b) => a.from - b.from)
  return all.reduce<ColourRun[]>((merged, run) => {
    const last = merged[merged.length - 1]
    if (last && last.until === run.from && last.colour === run.colour) last.until = run.until
    else merged.push({ ...run })
    return merged
  }, [])
}

// A place in a text as a text field counts it (UTF-16), in code points.
export const pointsBefore = (text: string, units: number): number => [...text.slice(0, units)].length

// What a slogan may say anew, as it is written between braces.
export const VARIABLES = ['time', 'time_seconds', 'date', 'weekday', 'lunar_date', 'days_until', 'display', 'unit'] as const

export const scrolls = (motion: Style['motion']): boolean => motion !== undefined && motion.startsWith('scroll_')

// Only what differs from what is meant when it is left out: so a stored slogan stays short, and a
// player that knows less can show it.
export function tidied(style: Style): Style {
  const { letters = {}, movement = {}, ...rest } = style
  const stands = !scrolls(style.motion)
  const kept: Letters = {}
  if (letters.writing === 'vertical') kept.writing = letters.writing
  if (letters.rendering && letters.rendering !== 'automatic') kept.rendering = letters.rendering
  if (letters.weight === 'bold') kept.weight = letters.weight
  if (letters.gradient_to) kept.gradient_to = letters.gradient_to
  if (letters.outline?.width_pixels) kept.outline = letters.outline
  if (letters.shadow?.x_pixels || letters.shadow?.y_pixels) kept.shadow = letters.shadow
  if (letters.colours?.length) kept.colours = letters.colours
  const course: Movement = {}
  if (!stands && movement.speed && movement.speed !== 'medium') course.speed = movement.speed
  if (stands && movement.enter && movement.enter.kind !== 'cut') course.enter = movement.enter
  if (stands && movement.exit && movement.exit.kind !== 'cut') course.exit = movement.exit
  if (style.motion === 'pages' && movement.hold_ms) course.hold_ms = movement.hold_ms
  if (style.motion !== 'still' && movement.loops) course.loops = movement.loops
  const speed = stands ? 0 : style.speed_pixels_per_second
  return {
    ...rest,
    speed_pixels_per_second: speed,
    ...(Object.keys(kept).length > 0 ? { letters: kept } : {}),
    ...(Object.keys(course).length > 0 ? { movement: course } : {}),
  }
}

// A style part by part, in words.
export function styleSaid(style: Style, say: (key: string, params?: Record<string, unknown>) => string): [what: string, words: string][] {
  const { letters = {}, movement = {} } = style
  const effect = (each: Effect | undefined): string => (each && each.kind !== 'cut' ? `${say(`movement.${each.kind}`)} ${(each.duration_ms ?? 0) / 1000} s` : '')
  const pace = style.speed_pixels_per_second ? say('movement.exactly', { pixels: style.speed_pixels_per_second }) : say(`movement.${movement.speed ?? 'medium'}`)
  const { outline, shadow } = letters
  return [
    [say('slogan.colour'), style.text ?? ''],
    [say('slogan.ground'), style.background ?? ''],
    [say('slogan.motion'), say(`slogan.${style.motion ?? 'still'}`)],
    [say('movement.pace'), scrolls(style.motion) ? pace : ''],
    [say('slogan.alignment'), scrolls(style.motion) ? '' : say(`slogan.${style.alignment ?? 'centre'}`)],
    [say('slogan.height'), style.text_height_pixels ? String(style.text_height_pixels) : ''],
    [say('letters.writing'), say(`letters.${letters.writing ?? 'horizontal'}`)],
    [say('letters.bold'), letters.weight === 'bold' ? say('conflict.yes') : ''],
    [say('letters.rendering'), say(`letters.${letters.rendering ?? 'automatic'}`)],
    [say('letters.outline'), outline ? `${outline.width_pixels} ${outline.colour}` : ''],
    [say('letters.shadow'), shadow ? `${shadow.x_pixels}, ${shadow.y_pixels} ${shadow.colour}` : ''],
    [say('letters.gradient'), letters.gradient_to ?? ''],
    [say('runs.title'), (letters.colours ?? []).map(({ from, until, colour }) => `${from + 1}–${until} ${colour}`).join(' · ')],
    [say('letters.font'), style.font_asset?.sha256.slice(0, 12) ?? style.font ?? ''],
    [say('movement.enter'), effect(movement.enter)],
    [say('movement.exit'), effect(movement.exit)],
    [say('movement.hold'), movement.hold_ms ? String(movement.hold_ms / 1000) : ''],
    [say('movement.loops'), movement.loops ? String(movement.loops) : ''],
  ]
}

// Letters as people count them: what stands on another is one with it.
export function graphemes(text: string): number {
  return [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text)].length
}

// What a slogan is called until somebody calls it otherwise.
export function fittingName(text: string): string {
  const first = text.trim().split(/\n/)[0] ?? ''
  return [...first].slice(0, 20).join('')
}
