// The overview with an empty cache on a computer a quarter as fast (CDP Emulation.setCPUThrottlingRate).
//
// console-transfer: script and style transferred until it is usable, as the browser tells it
// (Resource Timing, transferSize: with the heads). console-usable: from the start of the navigation
// until the figures of the first displays stand and the page answers. console-whole: until the
// displays of the whole city are counted.
const SLOWER = 4
const RUNS = 5
const PATIENCE_MS = 60_000

export const IDS = ['console-transfer', 'console-usable', 'console-whole']

// In the page. A mark counts once a frame with it was painted and the page is idle enough for a task.
function watchForMarks(displays) {
  globalThis.marks = {}
  const found = {
    usable: () => document.querySelectorAll('.kpi a b').length === 5,
    whole: () => document.querySelector('main .head .sub')?.textContent.replace(/[,\s]/g, '').includes(`${displays}`),
  }
  const look = () => {
    for (const [name, there] of Object.entries(found)) {
      if (name in globalThis.marks || !there()) continue
      globalThis.marks[name] = 0
      setTimeout(() => {
        globalThis.marks[name] = performance.now()
        const files = performance.getEntriesByType('resource').filter(({ name: address }) => /\.(js|css)$/.test(new URL(address).pathname))
        globalThis.marks[`${name}Bytes`] = files.reduce((sum, { transferSize }) => sum + transferSize, 0)
      })
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

async function once(town) {
  const visitor = await town.visit(watchForMarks, town.size.displays)
  const line = await visitor.context.newCDPSession(visitor.page)
  await line.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await visitor.page.goto(`${town.city.url}/#/`)
  await visitor.page.waitForFunction(() => globalThis.marks.whole > 0, undefined, { timeout: PATIENCE_MS }).catch(() => undefined)
  const marks = await visitor.page.evaluate(() => globalThis.marks)
  await visitor.context.close()
  if (!marks.usable) throw new Error('the overview did not become usable')
  return marks
}

export async function* measure(town, wanted, smoke) {
  const marks = []
  for (let run = 0; run < (smoke ? 1 : RUNS); run += 1) marks.push(await once(town))
  const figures = {
    'console-transfer': { unit: 'kB', ours: marks.map(({ usableBytes }) => usableBytes / 1000) },
    'console-usable': { unit: 's', ours: marks.map(({ usable }) => usable / 1000) },
    // A count that never comes whole is as long as somebody would wait.
    'console-whole': { unit: 's', ours: marks.map(({ whole }) => (whole || PATIENCE_MS) / 1000) },
  }
  for (const id of wanted) yield { id, ...figures[id], reference: [] }
}
