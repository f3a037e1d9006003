// What stands in a calendar of hours: one block for each schedule and run of a day, and where it
// stands beside the others.
import type { Priority, Timeline, TimelineShare, TimelineSpan } from '@/api/models'
import type { UnitTimeline } from '@/api/schedules'
import { addDays, isoDay, minuteOfDay } from './time'

export type Tone = Priority | 'interrupt' | 'filler' | 'off' | 'notice' | 'black'

export interface Block {
  key: string
  date: string
  from: number // minutes since midnight
  until: number
  tone: Tone
  name: string // empty: the rung's own word says it
  displays: number
  schedule?: string
  draft?: boolean
}

// A schedule's class, and whether it is an interrupt; a share of a timeline does not say it.
export type ToneOf = (scheduleId: string) => Tone

// Something that stands on the glass of some displays from one instant to another.
export interface Run extends Pick<Block, 'tone' | 'name' | 'schedule' | 'displays'> {
  key: string
  from: string
  until: string
}

const DAY_MINUTES = 1440

export const runsOfUnit = (timeline: UnitTimeline): Run[] =>
  timeline.schedules.flatMap(({ schedule_id, schedule, priority, interrupt, runs }) =>
    runs.map(({ from, until, displays }) => ({
      key: schedule_id,
      tone: interrupt ? ('interrupt' as const) : priority,
      name: schedule,
      schedule: schedule_id,
      displays,
      from,
      until,
    })),
  )

function named(span: TimelineSpan, share: TimelineShare | undefined, toneOf: ToneOf): Pick<Run, 'key' | 'tone' | 'name' | 'schedule'> | null {
  if (span.rung === 'scheduled' && share?.schedule_id) {
    const tone = share.interrupt ? 'interrupt' : toneOf(share.schedule_id)
    return { key: share.schedule_id, tone, name: share.schedule ?? share.program ?? '', schedule: share.schedule_id }
  }
  const { rung } = span
  return rung === 'filler' || rung === 'off' || rung === 'notice' || rung === 'black' ? { key: rung, tone: rung, name: '' } : null
}

export const runsOfDisplay = (timeline: Pick<Timeline, 'spans'>, toneOf: ToneOf): Run[] =>
  timeline.spans.flatMap((span) =>
    (span.rung === 'scheduled' ? span.shares : [undefined]).flatMap((share) => {
      const thing = named(span, share, toneOf)
      return thing ? [{ ...thing, displays: 1, from: span.from, until: span.until }] : []
    }),
  )

// A run cut at midnights: the days it touches, with its minutes of each.
function daysOf(run: Run): Block[] {
  const from = new Date(run.from)
  const until = new Date(run.until)
  const [first, last] = [isoDay(from), isoDay(until)]
  const { key, tone, name, schedule, displays } = run
  const found: Block[] = []
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const start = date === first ? minuteOfDay(from) : 0
    const end = date === last ? minuteOfDay(until) : DAY_MINUTES
    if (end > start) found.push({ key, tone, name, displays, date, from: start, until: end, ...(schedule ? { schedule } : {}) })
  }
  return found
}

// Runs of one thing on one day that touch are one block, on as many displays as it reaches at most.
export function blocksOf(runs: Run[]): Block[] {
  const pieces = runs.flatMap(daysOf)
  pieces.sort((a, b) => a.date.localeCompare(b.date) || a.key.localeCompare(b.key) || a.from - b.from)
  const blocks: Block[] = []
  for (const piece of pieces) {
    const before = blocks[blocks.length - 1]
    if (before && before.date === piece.date && before.key === piece.key && piece.from <= before.until) {
      before.until = Math.max(before.until, piece.until)
      before.displays = Math.max(before.displays, piece.displays)
    } else blocks.push({ ...piece })
  }
  return blocks.map((block) => ({ ...block, key: `${block.date} ${block.key} ${block.from}` }))
}

export interface Placed {
  block: Block
  left: number // parts of the column's width, 0 to 1
  width: number
}

const NARROW = 0.8 // an interrupt beside a whole block

// What stands behind everything else: it is there when nothing is.
const isGround = (block: Block): boolean => block.tone === 'filler' || block.tone === 'off'

// Blocks of one day side by side where they overlap: at most `columns` of them, an interrupt narrower
// than the rest, filler and off hours behind. What has no room is counted from its minute on.
export function placeBlocks(blocks: Block[], columns: number): { placed: Placed[]; hidden: { from: number; count: number }[] } {
  const sorted = blocks.filter((block) => !isGround(block)).sort((a, b) => Number(b.draft ?? false) - Number(a.draft ?? false) || a.from - b.from || b.until - a.until)
  const placed: Placed[] = blocks.filter(isGround).map((block) => ({ block, left: 0, width: 1 }))
  const hidden: { from: number; count: number }[] = []
  for (const cluster of clusters(sorted)) {
    const lanes: Block[][] = []
    let left = 0
    for (const block of cluster) {
      const lane = lanes.find((each) => each.every((other) => other.until <= block.from || other.from >= block.until))
      if (lane) lane.push(block)
      else if (lanes.length < columns) lanes.push([block])
      else left += 1
    }
    const weights = lanes.map((lane) => (lane.every((block) => block.tone === 'interrupt') && lanes.length > 1 ? NARROW : 1))
    const sum = weights.reduce((all, weight) => all + weight, 0)
    let start = 0
    lanes.forEach((lane, index) => {
      const width = (weights[index] ?? 1) / sum
      placed.push(...lane.map((block) => ({ block, left: start, width })))
      start += width
    })
    if (left > 0) hidden.push({ from: Math.min(...cluster.map((block) => block.from)), count: left })
  }
  return { placed, hidden }
}

// Groups in which everything overlaps something of the group, drafts first in each.
function clusters(blocks: Block[]): Block[][] {
  const byStart = [...blocks].sort((a, b) => a.from - b.from)
  const groups: { until: number; members: Set<Block> }[] = []
  for (const block of byStart) {
    const group = groups[groups.length - 1]
    if (group && block.from < group.until) {
      group.members.add(block)
      group.until = Math.max(group.until, block.until)
    } else groups.push({ until: block.until, members: new Set([block]) })
  }
  return groups.map(({ members }) => blocks.filter((block) => members.has(block)))
}

// The hour at which a calendar of these blocks begins: 6, unless something starts or ends before.
export function firstHour(blocks: Block[]): number {
  const early = blocks.some(({ from, until, tone }) => tone !== 'off' && tone !== 'filler' && ((from > 0 && from < 360) || until <= 360))
  return early ? 0 : 6
}
