// Every page with its content, in both languages, light and dark, and what a phone is for: usable
// for everybody, and nothing cut off. Pictures of all of them go to MARQUEE_E2E_SHOTS.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { join } from 'node:path'
import { SHOTS, journey } from './journey.mjs'
import { seed } from './seed.mjs'

const PAGES = {
  overview: '/', displays: '/displays', table: '/displays?view=table', join: '/displays/join', library: '/library', trash: '/library/trash',
  slogan: '/library/slogans/new', playlist: '/library/playlists/new', comic: '/library/comics/new', programs: '/programs', program: '/programs/new',
  schedule_form: '/schedule/new', schedule: '/schedule?day=2027-02-01', schedule_month: '/schedule?day=2027-02-01&view=month',
  schedule_day: '/schedule?day=2027-02-05&view=day', schedule_list: '/schedule?view=list', campaigns: '/schedule?view=campaigns',
  dayparts: '/calendar', periods: '/calendar?part=periods', holidays: '/calendar?part=holidays', policies: '/policies', emergency: '/emergency',
  people: '/people', audit: '/audit', account: '/account', certificate: '/certificate',
}
const ON_PHONES = ['overview', 'displays', 'display', 'review', 'emergency', 'account']
const LOOKS = [
  { language: 'zh-CN', dark: false, viewport: { width: 1440, height: 900 }, name: 'zh' },
  { language: 'zh-CN', dark: true, viewport: { width: 1280, height: 720 }, name: 'zh-dark' },
  { language: 'en', dark: false, viewport: { width: 1280, height: 720 }, name: 'en' },
  { language: 'en', dark: true, viewport: { width: 1440, height: 900 }, name: 'en-dark' },
  { language: 'zh-CN', dark: false, viewport: { width: 390, height: 844 }, name: 'phone-zh', only: ON_PHONES },
  { language: 'en', dark: true, viewport: { width: 390, height: 844 }, name: 'phone-en-dark', only: ON_PHONES },
]
const AT_ONCE = 3 // most of a look is waiting
const here = journey({ subway: '640x360', ticker: '640x64', hall: '360x640' })
const { step } = here
let pages

step('a city in the middle of its work', async () => {
  pages = { ...PAGES, ...(await seed(here.city)) }
})

async function walk(look, state) {
  const found = []
  const { visitor, page, go } = await here.visit({ ...look, state })
  for (const [name, path] of Object.entries(pages)) {
    if (look.only && !look.only.includes(name)) continue
    await go(path)
    await visitor.settle()
    await page.screenshot({ path: join(SHOTS, `${name}-${look.name}.png`) })
    for (const barrier of await visitor.barriers({ all: true })) found.push(`${name} ${look.name}: ${barrier}`)
    for (const part of await visitor.cutOff()) found.push(`${name} ${look.name}: cut off ${part}`)
  }
  return found
}

step('every page can be used in both languages and themes, and nothing is cut off', async () => {
  const state = await here.hands.visitor.context.storageState()
  const found = []
  const queue = [...LOOKS]
  const worker = async () => {
    for (let look = queue.shift(); look; look = queue.shift()) found.push(...(await walk(look, state)))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  assert.deepEqual(found, [])
})

test('the keyboard reaches everything with a focus that is seen', async () => {
  const { page, go } = here.hands
  await go('/displays')
  const seen = []
  for (let turn = 0; turn < 24; turn += 1) {
    await page.keyboard.press('Tab')
    seen.push(
      await page.evaluate(() => {
        const part = document.activeElement
        const style = getComputedStyle(part)
        const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1
        return { name: part.getAttribute('aria-label') || part.textContent.trim().slice(0, 20), ring, body: part === document.body }
      }),
    )
  }
  assert.ok(new Set(seen.map(({ name }) => name)).size > 12, JSON.stringify(seen))
  assert.deepEqual(seen.filter(({ ring, body }) => !ring && !body), [])
})

here.nothingWrong()
