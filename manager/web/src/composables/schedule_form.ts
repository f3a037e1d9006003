// The form of one schedule: what it refers to, what it means in words, its check, and where it would
// stand.
import { computed } from 'vue'
import { SHARED } from '@/api/client'
import { listPrograms } from '@/api/programs'
import type { Block } from '@/plain/blocks'
import type { Days } from '@/plain/calendar'
import type { Said } from '@/plain/difference'
import type { Named } from '@/plain/drop'
import { ruleSentence } from '@/plain/rule'
import { bodyOf, lackOf, paceOf, stretchesOf, timesOf, type ScheduleDraft } from '@/plain/schedule_draft'
import { displaysOf, targetsText } from '@/plain/targets'
import { isoDay } from '@/plain/time'
import { t } from '@/i18n'
import { useCheck } from './check'
import { useLoad } from './load'
import { useScheduleDraft } from './schedule_draft'
import { useSession } from './session'
import { useKnown } from './targets'
import { useNamedTimes } from './times'

const CHECK_DAYS_MAX = 14

// `id`: of a stored schedule; empty for a new one, `program` its first choice. `run`: the days that
// are looked at, which the check tells of.
export function useScheduleForm(id: string, program: string, run: () => { first: string; days: number }) {
  const { session } = useSession()
  const { known, problem: knownProblem } = useKnown()
  const programs = useLoad(() => listPrograms(SHARED))
  const named = useNamedTimes()
  const kept = useScheduleDraft(id)
  const { draft, stored } = kept
  if (program) draft.value.program = program

  const programName = computed(() => programNameOf(draft.value))
  const meant = computed(() => displaysOf(draft.value.targets, known.value))
  const lack = computed(() => lackOf(draft.value))
  const namedOf = (of: ScheduleDraft): Named => ({
    daypart: of.hours === 'daypart' ? named.dayparts.value.find((each) => each.id === of.daypart) : undefined,
    periods: named.periods.value.filter((each) => of.periods.includes(each.id)),
  })
  const programNameOf = (of: ScheduleDraft): string => programs.value.value?.find((each) => each.id === of.program)?.name ?? ''
  function sentenceOf(of: ScheduleDraft): string {
    const { weight, playsMax, gapSeconds } = paceOf(of)
    const { periods, daypart } = namedOf(of)
    return ruleSentence({
      program: programNameOf(of),
      where: targetsText(of.targets, known.value),
      times: timesOf(of),
      priority: of.priority,
      periods: periods.map((each) => each.name),
      daypart: daypart?.name,
      interrupt_s: of.interrupt ? Math.round(of.interruptMinutes * 60) : 0,
      weight,
      plays_max: playsMax,
      gap_s: gapSeconds,
    })
  }
  const sentence = computed(() => (lack.value ? '' : sentenceOf(draft.value)))
  // For whoever compares two states of it.
  const saidOf = (of: ScheduleDraft): Said => [
    [t('slogan.name'), of.name],
    [t('conflict.rule'), lackOf(of) ? '' : sentenceOf(of)],
  ]
  const body = computed(() => bodyOf(draft.value, stored.value?.unit_id ?? session.value?.account.unit_id ?? '', programName.value))

  const check = useCheck(() => {
    if (lack.value || !programName.value || (id && !stored.value)) return null
    const { first, days } = run()
    const today = isoDay(new Date())
    return { ...body.value, ...(id ? { id } : {}), from: first < today ? today : first, days: Math.min(days, CHECK_DAYS_MAX) }
  })

  // Where a draft would stand on a day.
  function blocksOn(of: ScheduleDraft, date: string, days: Days): Block[] {
    if (!of.program) return []
    const { interrupt, priority, name } = of
    return stretchesOf(of, namedOf(of), date, days).map(({ from, until }) => ({
      key: `draft ${date} ${from}`,
      date,
      from,
      until,
      tone: interrupt ? 'interrupt' : priority,
      name: name || programNameOf(of) || t('schedule.unpublished'),
      displays: displaysOf(of.targets, known.value).length,
      draft: true,
    }))
  }

  return {
    ...kept, known, programs, named, programName, meant, lack, sentence, sentenceOf, saidOf, namedOf, programNameOf, check, blocksOn,
    otherProblem: computed(() => knownProblem.value ?? programs.problem.value ?? named.problem.value),
    publish: () => kept.publish(body.value),
    keepMine: () => kept.keepMine(() => body.value),
  }
}
