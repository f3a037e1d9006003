// Which displays a set of units, groups and single displays means; tags choose among those of units.
import type { Display, Group, Targets, Unit } from '@/api/models'
import { t } from '@/i18n'
import { nameOf } from './status'
import { parseTags, tagsHold } from './tags'
import { idsBelow, unitTree } from './units'

export interface Known {
  units: Unit[]
  displays: Display[]
  groups: Group[]
}

export function displaysOf(targets: Targets, known: Known): Display[] {
  const tree = unitTree(known.units)
  const inUnits = new Set((targets.units ?? []).flatMap((id) => [...idsBelow(tree, id)]))
  const single = new Set(targets.displays ?? [])
  for (const group of known.groups) {
    if (targets.groups?.includes(group.id)) group.display_ids.forEach((id) => single.add(id))
  }
  const tags = parseTags(targets.tags ?? '')
  const outUnits = new Set((targets.excluded_units ?? []).flatMap((id) => [...idsBelow(tree, id)]))
  const out = new Set(targets.excluded_displays ?? [])
  return known.displays.filter(
    (display) =>
      ((inUnits.has(display.unit_id) && (!targets.tags || (tags !== null && tagsHold(tags, new Set(display.tags))))) || single.has(display.id)) &&
      !outUnits.has(display.unit_id) &&
      !out.has(display.id),
  )
}

// 青云区、湖滨街道 / the names, at most three and how many more; what is left out.
export function targetsText(targets: Targets, known: Known): string {
  const displays = known.displays.map((display) => ({ id: display.id, name: nameOf(display) }))
  const named = (ids: string[] | undefined, list: { id: string; name: string }[]): string[] =>
    (ids ?? []).map((id) => list.find((each) => each.id === id)?.name ?? t('target.unknown'))
  const joined = (names: string[]): string => {
    const most = names.slice(0, 3).join(t('target.comma'))
    return names.length > 3 ? t('target.and_more', { names: most, count: names.length }) : most
  }
  const units = joined(named(targets.units, known.units))
  const others = joined([...named(targets.groups, known.groups), ...named(targets.displays, displays)])
  const meant = [targets.tags ? t('target.tagged', { units, tags: targets.tags }) : units, others].filter(Boolean).join(t('target.comma'))
  const without = [...named(targets.excluded_units, known.units), ...named(targets.excluded_displays, displays)]
  return without.length ? t('target.without', { meant, without: joined(without) }) : meant
}

export const nothingIn = (targets: Targets): boolean =>
  !targets.units?.length && !targets.displays?.length && !targets.groups?.length
