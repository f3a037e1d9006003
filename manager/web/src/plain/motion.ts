// Where the pictures of a slogan lie at a position of its turn, by the formulas of docs/slogans.md: what a player shows
// then. Whole numbers throughout; positions in microseconds, places in pixels of the zone.
import type { Rect, SloganMotion } from '@/api/models'

export type Course = Pick<SloganMotion, 'zone' | 'writing' | 'motion'> & {
  sheets: Omit<SloganMotion['sheets'][number], 'png'>[]
}
export type Scroll = Extract<SloganMotion['motion'], { kind: 'scroll' }>
export type Pages = Extract<SloganMotion['motion'], { kind: 'pages' }>
type Direction = Scroll['direction']

// A part of a sheet, from (x, y) of it on, and where it goes; so much of 256 is seen of it.
export interface Part {
  sheet: number
  x: number
  y: number
  target: Rect
  opacity: number
}

const SECOND = 1_000_000
const FRAMES = 60 // a second
const WHOLE = 65_536 // an effect that is through
const SEEN = 256
const FLASH_US = 400_000

// All motion goes in these.
export const frameOf = (position: number): number => Math.floor((position * FRAMES) / SECOND)
const startOf = (frame: number): number => Math.ceil((frame * SECOND) / FRAMES)

// Whether it comes to an end, so that who looks on wants it begun again.
export const ends = (motion: SloganMotion['motion']): boolean => (motion.kind === 'scroll' ? motion.passes : motion.rounds) > 0

const isLevel = (direction: Direction): boolean => direction === 'left' || direction === 'right'

// The copies of a strip that are seen, the newest first: their first pixel, and the phase they are drawn in.
export function copies(scroll: Scroll, position: number): { at: number; phase: number }[] {
  const local = scroll.lap_us > 0 ? position % scroll.lap_us : position
  const travelled = Math.floor((frameOf(local) * scroll.steps_per_second) / FRAMES)
  const [zone, strip, period] = [scroll.zone_pixels, scroll.strip_pixels, scroll.period_pixels].map((pixels) => pixels * scroll.phases) as [number, number, number]
  const newest = Math.floor(travelled / period)
  const seen: { at: number; phase: number }[] = []
  for (let copy = scroll.passes > 0 ? Math.min(newest, scroll.passes - 1) : newest; copy >= 0; copy -= 1) {
    const gone = travelled - copy * period
    if (gone >= zone + strip) break
    if (gone === 0) continue
    const at = scroll.direction === 'left' || scroll.direction === 'up' ? zone - gone : gone - strip
    const pixel = Math.floor(at / scroll.phases)
    seen.push({ at: pixel, phase: at - pixel * scroll.phases })
  }
  return seen
}

// Which page is there, and how far its effect is; cut: it stands.
export interface PageMoment {
  page: number
  effect: Pages['enter']['effect']
  direction: Direction
  leaving: boolean
  progress: number
  duration: number
}

// The page at a position, where its round began, and whether it is there for good.
function placeAt({ pages, rounds }: Pages, position: number): { page: number; begun: number; stays: boolean } {
  const last = pages.length - 1
  const round = pages[last]!.until_us
  const passed = Math.floor(position / round)
  if (rounds > 0 && passed >= rounds) return { page: last, begun: round * (rounds - 1), stays: true }
  const within = position % round
  const page = pages.findIndex(({ until_us }) => within < until_us)
  return { page, begun: position - within, stays: page === last && passed + 1 === rounds }
}

export function pageAt(motion: Pages, position: number): PageMoment {
  const { page, begun, stays } = placeAt(motion, position)
  const { from_us, enter_us, exit_us, until_us } = motion.pages[page]!
  const within = position - begun
  const moment = ({ effect, direction }: Pages['enter'], start: number, duration: number, leaving: boolean): PageMoment => {
    const since = startOf(frameOf(position)) - begun - start
    return { page, effect, direction, leaving, duration, progress: Math.floor((Math.max(0, since) * WHOLE) / duration) }
  }
  if (within < from_us + enter_us) return moment(motion.enter, from_us, enter_us, false)
  if (!stays && within >= until_us - exit_us) return moment(motion.exit, until_us - exit_us, exit_us, true)
  return { page, effect: 'cut', direction: 'left', leaving: false, progress: WHOLE, duration: 0 }
}

// How a page looks: its words are moved, shown in a part of the zone, through which so much of 256 of them is seen; the
// first graphemes of them, null: all.
interface Look {
  x: number
  y: number
  seen: Rect
  opacity: number
  graphemes: number | null
}

const share = (length: number, progress: number): number => Math.trunc((length * progress) / WHOLE) + 0
const eased = (p: number): number => Math.floor((Math.floor((p * p) / WHOLE) * (3 * WHOLE - 2 * p)) / WHOLE)

function uncovered({ width, height }: Course['zone'], { direction, progress, leaving }: PageMoment): Rect {
  const across = share(width, progress)
  const down = share(height, progress)
  switch (direction) {
    case 'left':
      return leaving ? { x: 0, y: 0, width: width - across, height } : { x: width - across, y: 0, width: across, height }
    case 'right':
      return leaving ? { x: across, y: 0, width: width - across, height } : { x: 0, y: 0, width: across, height }
    case 'up':
      return leaving ? { x: 0, y: 0, width, height: height - down } : { x: 0, y: height - down, width, height: down }
    case 'down':
      return leaving ? { x: 0, y: down, width, height: height - down } : { x: 0, y: 0, width, height: down }
  }
}

function slid({ width, height }: Course['zone'], { direction, progress, leaving }: PageMoment): { x: number; y: number } {
  const away = leaving ? eased(progress) : eased(progress) - WHOLE
  const way = share(isLevel(direction) ? width : height, away)
  switch (direction) {
    case 'left':
      return { x: 0 - way, y: 0 }
    case 'right':
      return { x: way, y: 0 }
    case 'up':
      return { x: 0, y: 0 - way }
    case 'down':
      return { x: 0, y: way }
  }
}

function isLit({ progress, duration, leaving }: PageMoment): boolean {
  const flashes = Math.floor(duration / FLASH_US)
  const half = Math.floor((progress * flashes * 2) / WHOLE)
  return flashes === 0 || (half % 2 === 1) !== leaving
}

function lookOf(zone: Course['zone'], moment: PageMoment, graphemes: number): Look {
  const look: Look = { x: 0, y: 0, seen: { x: 0, y: 0, ...zone }, opacity: SEEN, graphemes: null }
  const there = moment.leaving ? WHOLE - moment.progress : moment.progress
  switch (moment.effect) {
    case 'cut':
      return look
    case 'slide':
      return { ...look, ...slid(zone, moment) }
    case 'wipe':
      return { ...look, seen: uncovered(zone, moment) }
    case 'fade':
      return { ...look, opacity: share(SEEN, there) }
    case 'typewriter':
      return { ...look, graphemes: there >= WHOLE ? null : share(graphemes, there) }
    case 'blink':
      return { ...look, opacity: isLit(moment) ? SEEN : 0 }
  }
}

function intersect(a: Rect, b: Rect): Rect | null {
  const x = Math.max(a.x, b.x)
  const y = Math.max(a.y, b.y)
  const width = Math.min(a.x + a.width, b.x + b.width) - x
  const height = Math.min(a.y + a.height, b.y + b.height) - y
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

type Sheet = Course['sheets'][number]
type Lines = NonNullable<Sheet['lines']>
const count = ({ reach }: Lines[number]): number => Math.max(reach.length - 1, 0)

// What of a page its first graphemes are: places of the page.
function typed(lines: Lines, writing: Course['writing'], graphemes: number): Rect[] {
  const parts: Rect[] = []
  for (const line of lines) {
    const there = Math.min(graphemes, count(line))
    graphemes -= there
    const reach = line.reach[there] ?? 0
    const { x, y, width, height } = line
    if (there > 0) parts.push(writing === 'vertical' ? { x, y, width, height: reach } : { x, y, width: reach, height })
  }
  return parts
}

function pageParts({ zone, writing, sheets }: Course, motion: Pages, position: number): Part[] {
  const moment = pageAt(motion, position)
  const sheet = sheets[moment.page]
  if (!sheet) return []
  const lines = sheet.lines ?? []
  const look = lookOf(zone, moment, lines.reduce((sum, line) => sum + count(line), 0))
  if (look.opacity <= 0) return []
  const whole = { x: 0, y: 0, width: sheet.width, height: sheet.height }
  const places = look.graphemes === null ? [whole] : typed(lines, writing, look.graphemes)
  return places.flatMap((place) => {
    const left = sheet.x + look.x
    const top = sheet.y + look.y
    const target = intersect({ ...place, x: left + place.x, y: top + place.y }, look.seen)
    return target ? [{ sheet: moment.page, x: target.x - left, y: target.y - top, target, opacity: look.opacity }] : []
  })
}

function stripParts({ zone, sheets }: Course, motion: Scroll, position: number): Part[] {
  const level = isLevel(motion.direction)
  return copies(motion, position).flatMap(({ at, phase }) =>
    sheets.flatMap((sheet, index) => {
      const [left, top] = level ? [at + sheet.x, sheet.y] : [sheet.x, at + sheet.y]
      const target = sheet.phase === phase ? intersect({ x: left, y: top, width: sheet.width, height: sheet.height }, { x: 0, y: 0, ...zone }) : null
      return target ? [{ sheet: index, x: target.x - left, y: target.y - top, target, opacity: SEEN }] : []
    }),
  )
}

// What is seen at a position, in drawing order, over the background of the zone.
export function partsAt(course: Course, position: number): Part[] {
  const { motion } = course
  return motion.kind === 'scroll' ? stripParts(course, motion, position) : pageParts(course, motion, position)
}
