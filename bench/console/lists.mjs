// The first page of every list of the staff REST at its default size, from the request until the
// whole answer is there.
const REQUESTS = 30
const AT_ONCE = 2 // before they count: the connection, and what the manager keeps once asked for

const ROUTES = [
  'accounts', 'assets', 'audit', 'calendar?from=2026-11-23', 'campaigns', 'dayparts', 'displays', 'groups', 'holidays', 'overrides',
  'periods', 'players', 'playlists', 'programs', 'reviews', 'schedules', 'slogans', 'units',
]
const idOf = (route) => `list-${route.split('?')[0]}`
export const IDS = ROUTES.map(idOf)

export async function* measure(town, wanted, smoke) {
  for (const route of ROUTES) {
    const id = idOf(route)
    if (!wanted.includes(id)) continue
    const ours = []
    for (let turn = -AT_ONCE; turn < (smoke ? 2 : REQUESTS); turn += 1) {
      const began = performance.now()
      await town.city.staff('GET', `/api/v1/${route}`)
      if (turn >= 0) ours.push(performance.now() - began)
    }
    yield { id, unit: 'ms', ours, reference: [] }
  }
}
