// The longest time between two frames (requestAnimationFrame) while the displays of a city are read,
// scrolled, filtered, looked at unit by unit, and change. One sample a walk: its longest frame.
const RUNS = 3
const PATIENCE_MS = 60_000
const EVENTS = 5

export const IDS = ['console-frame-tree', 'console-frame-table', 'console-frame-wall']

// In the page: the longest frame of each phase.
function watchFrames() {
  globalThis.frames = { phase: '', longest: {} }
  let last = 0
  const frame = (now) => {
    const { phase, longest } = globalThis.frames
    if (phase && last) longest[phase] = Math.max(longest[phase] ?? 0, now - last)
    last = now
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

class Walk {
  constructor(town, visitor) {
    this.town = town
    this.page = visitor.page
  }

  // What `doing` does and what it leaves to be drawn.
  async phase(name, doing) {
    await this.page.evaluate((phase) => (globalThis.frames.phase = phase), name)
    await doing()
    await this.page.waitForTimeout(400)
  }

  async open(view) {
    await this.page.goto(`${this.town.city.url}/#/`)
    await this.page.locator('.kpi').waitFor({ timeout: PATIENCE_MS })
    await this.phase('load', async () => {
      await this.page.evaluate((query) => (location.hash = `#/displays${query}`), view)
      const all = (displays) => document.querySelector('main .head .sub')?.textContent.replace(/[,\s]/g, '').includes(`${displays}`)
      await this.page.waitForFunction(all, this.town.size.displays, { timeout: PATIENCE_MS }).catch(() => undefined)
    })
  }

  async wheel(over) {
    const { x, y, height } = await this.page.locator(over).first().boundingBox()
    await this.page.mouse.move(x + 60, y + Math.min(120, height / 2))
    for (const step of [200, 200, 900, 900, 4000, 4000, 20_000, 60_000, -3000, -100_000]) {
      await this.page.mouse.wheel(0, step)
      await this.page.waitForTimeout(80)
    }
  }

  // Changes that people make elsewhere; the page hears of each by its stream of events.
  async changes() {
    const { items } = (await this.town.city.staff('GET', `/api/v1/displays?limit=${EVENTS}`)).json
    for (const { id, version, title } of items) {
      const name = title.endsWith('甲') ? title.slice(0, -1) : `${title}甲`
      await this.town.city.staff('PATCH', `/api/v1/displays/${id}`, { title: name }, { 'If-Match': `"${version}"` })
      await this.page.waitForTimeout(700)
    }
    await this.page.waitForTimeout(3000)
  }
}

async function filter({ page }) {
  const field = page.locator('.find-here input')
  await field.pressSequentially('网格', { delay: 60 })
  await field.fill('')
  const chip = page.locator('.filters .chip')
  await chip.nth(3).click()
  await chip.nth(1).click()
  await chip.nth(0).click()
}

async function unfold({ page }) {
  const tree = page.locator('.units')
  const folds = tree.locator('li[aria-expanded] .fold')
  for (const turn of [1, 2, 1, 0, 0]) {
    await folds.nth(Math.min(turn, (await folds.count()) - 1)).click()
    await page.waitForTimeout(80)
  }
  await tree.locator('li').nth(1).click()
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('ArrowDown')
  await tree.locator('li').first().click()
}

async function walk(town, id) {
  const visitor = await town.visit(watchFrames)
  const walking = new Walk(town, visitor)
  const kind = id.split('-').at(-1)
  await walking.open(kind === 'table' ? '?view=table' : '')
  if (kind === 'tree') {
    await walking.phase('unfold', () => unfold(walking))
    await walking.phase('scroll', () => walking.wheel('.units'))
  } else {
    await walking.phase('scroll', () => walking.wheel(kind === 'table' ? '.body table' : '.wall'))
    await walking.phase('filter', () => filter(walking))
  }
  await walking.phase('events', () => walking.changes())
  const longest = await visitor.page.evaluate(() => globalThis.frames.longest)
  await visitor.context.close()
  const told = Object.entries(longest).map(([phase, ms]) => `${phase} ${ms.toFixed(0)}`)
  console.error(`# ${id}: longest frames in ms: ${told.join(', ')}`)
  return Math.max(...Object.values(longest))
}

export async function* measure(town, wanted, smoke) {
  for (const id of wanted) {
    const ours = []
    for (let run = 0; run < (smoke ? 1 : RUNS); run += 1) ours.push(await walk(town, id))
    yield { id, unit: 'ms', ours, reference: [] }
  }
}
