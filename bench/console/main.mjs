// Measures ids of the console, one line of JSON each, as soon as they are known. scripts/bench calls
// it and tells what the figures mean; the lines on standard error are for the reader.
//
// Usage: scripts/console bench PROGRAMS [--smoke] ID…
import { loadavg } from 'node:os'
import * as frames from './frames.mjs'
import * as lists from './lists.mjs'
import * as overview from './overview.mjs'
import { Town } from './town.mjs'

const GROUPS = [lists, overview, frames]
const CITY = { units: 772, displays: 10_000 }
const HAMLET = { units: 12, displays: 40 }

const asked = process.argv.slice(2)
const smoke = asked.includes('--smoke')
const ids = asked.filter((word) => word !== '--smoke')
const known = new Set(GROUPS.flatMap(({ IDS }) => IDS))
const unknown = ids.filter((id) => !known.has(id))
if (ids.length === 0 || unknown.length > 0) {
  console.error(`bench/console: ${ids.length === 0 ? 'name at least one id' : `no such id: ${unknown.join(' ')}`}`)
  process.exit(2)
}

const town = await Town.found(smoke ? HAMLET : CITY)
// However it is ended from here on, the manager and the browser end too.
for (const ending of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(ending, () => void town.leave().finally(() => process.exit(1)))
try {
  for (const group of GROUPS) {
    const wanted = group.IDS.filter((id) => ids.includes(id))
    if (wanted.length === 0) continue
    console.error(`# load ${loadavg()[0].toFixed(1)} before ${wanted.join(' ')}`)
    for await (const samples of group.measure(town, wanted, smoke)) console.log(JSON.stringify(samples))
  }
} finally {
  await town.leave()
}
