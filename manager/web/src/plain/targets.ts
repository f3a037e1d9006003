// Which displays a set of units, groups and single displays means.
import type { Display, Group, Targets, Unit } from '@/api/models'
import { t } from '@/i18n'
import { nameOf } from './status'
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
  return known.displays.filter((display) => inUnits.has(display.unit_id) || single.has(display.id))
}

// 青云区、湖滨街道 / the names, at most three and how many more.
export function targetsText(targets: Targets, known: Known): string {
  const named = (ids: string[] | undefined, list: { id: string; name: string }[]): string[] =>
    (ids ?? []).map((id) => list.find((each) => each.id === id)?.name ?? t('target.unknown'))
  const names = [
    ...named(targets.units, known.units),
    ...named(targets.groups, known.groups),
    ...named(
      targets.displays,
      known.displays.map((display) => ({ id: display.id, name: nameOf(display) })),
    ),
  ]
  const most = names.slice(0, 3).join(t('target.comma'))
  return names.length > 3 ? t('target.and_more', { names: most, count: names.length }) : most
}

export const nothingIn = (targets: Targets): boolean =>
  !targets.units?.length && !targets.displays?.length && !targets.groups?.length
