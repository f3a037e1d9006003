// Displays in the order of their names, kept while they come from the manager page by page: what is
// new is sorted and merged, so that no step is long however many there are.
import type { Display } from '@/api/models'
import { byName, nameOf } from './status'

const same = (a: Display, b: Display): boolean => JSON.stringify(a) === JSON.stringify(b)

function merged(sorted: Display[], fresh: Display[]): Display[] {
  const all: Display[] = []
  let next = 0
  for (const row of sorted) {
    while (next < fresh.length && byName(fresh[next]!, row) < 0) all.push(fresh[next++]!)
    all.push(row)
  }
  return all.concat(fresh.slice(next))
}

export class Roster {
  private readonly known = new Map<string, Display>()
  private sorted: Display[] = []

  // A list of its own after each change; a display that did not change is the same object as before.
  get rows(): readonly Display[] {
    return this.sorted
  }

  // False: all of them were known as they are.
  put(page: Display[]): boolean {
    const moved = new Set<string>()
    const fresh: Display[] = []
    let changed = false
    for (const row of page) {
      const before = this.known.get(row.id)
      if (before && same(before, row)) continue
      changed = true
      this.known.set(row.id, row)
      if (before && nameOf(before) === nameOf(row)) continue
      if (before) moved.add(row.id)
      fresh.push(row)
    }
    if (!changed) return false
    const stay = this.sorted.filter(({ id }) => !moved.has(id)).map(({ id }) => this.known.get(id)!)
    this.sorted = fresh.length > 0 ? merged(stay, fresh.sort(byName)) : stay
    return true
  }

  // Forgets all but `ids`; false: there were no others.
  keep(ids: ReadonlySet<string>): boolean {
    const stay = this.sorted.filter(({ id }) => ids.has(id))
    if (stay.length === this.sorted.length) return false
    for (const { id } of this.sorted) if (!ids.has(id)) this.known.delete(id)
    this.sorted = stay
    return true
  }
}
