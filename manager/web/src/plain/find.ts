// What was found as links, and the places a person went to last.
import type { Found, FoundKind } from '@/api/search'
import type { IconName } from '@/components/icons'

export const KIND_ICONS: Record<FoundKind, IconName> = {
  display: 'screen', unit: 'home', group: 'wall', slogan: 'letter', asset: 'picture', playlist: 'list', program: 'layout', schedule: 'calendar', account: 'people',
}
const ASSET_ICONS: Record<string, IconName> = { picture: 'picture', video: 'play', audio: 'sound' }
export const iconOf = ({ kind, about }: Pick<Found, 'kind' | 'about'>): IconName =>
  kind === 'asset' ? (ASSET_ICONS[about ?? ''] ?? 'picture') : KIND_ICONS[kind]

export function linkOf({ kind, id, name, about }: Pick<Found, 'kind' | 'id' | 'name' | 'about'>): string {
  const links: Record<FoundKind, string> = {
    display: `/displays/${id}`,
    unit: `/displays?unit=${id}`,
    group: `/displays?group=${id}`,
    slogan: `/library/slogans/${id}`,
    asset: `/library?kind=${about ?? 'picture'}&words=${encodeURIComponent(name)}`,
    playlist: `/library/playlists/${id}`,
    program: `/programs/${id}`,
    schedule: `/schedule/${id}`,
    account: '/people',
  }
  return links[kind]
}

// A place somebody went to, as it was called then.
export interface Recent {
  to: string
  name: string
  place: string
  icon: IconName
}

const RECENT_MAX = 8

export const withRecent = (all: Recent[], one: Recent): Recent[] => [one, ...all.filter(({ to }) => to !== one.to)].slice(0, RECENT_MAX)

// What an earlier console or somebody's hand kept may be anything.
export function recentsOf(text: string | null): Recent[] {
  try {
    const found: unknown = JSON.parse(text ?? '[]')
    if (!Array.isArray(found)) return []
    return (found as Partial<Recent>[]).filter((each): each is Recent => typeof each?.to === 'string' && each.to.startsWith('/') && typeof each.name === 'string' && typeof each.place === 'string' && typeof each.icon === 'string').slice(0, RECENT_MAX)
  } catch {
    return []
  }
}
