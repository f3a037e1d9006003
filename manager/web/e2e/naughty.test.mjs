// Words of every kind are kept as they came, in everything that has a name, and every page shows them
// as words: no script of theirs runs, nobody else is asked, nothing breaks. What no text may hold is
// refused with a sentence, and nothing is kept of it.
import assert from 'node:assert/strict'
import { until } from './city.mjs'
import { journey } from './journey.mjs'
import { ALL_LINES, CONTROLS, DRAWN, HALVES, TEXTS, TYPED } from './naughty.mjs'

const here = journey({ ticker: '640x64' })
const { step } = here
const SLOGAN = { kind: 'slogan', text: '反诈', language: 'zh-Hans', style: { motion: 'still' } }
const layout = (zone) => ({ canvas: { width: 640, height: 64 }, zones: [{ name: zone, rect: { x: 0, y: 0, width: 640, height: 64 }, items: [{ name: '一', duration_ms: 5000, content: SLOGAN }] }] })
const list = (item) => ({ name: '甲', items: [{ name: '一', duration_ms: 5000, ...item }] })
const FIRST = { first: '2027-02-22', last: '2027-02-28' }
let root
let display
let program

// What has words: where it is made, of what, and where the words stand in the answer.
const OWNED = {
  units: (words) => ({ parent_id: root, kind: 'township', name: words }),
  accounts: (words) => ({ name: words, grants: [] }),
  slogans: (words) => ({ name: words, text: '反诈' }),
  playlists: (words) => ({ ...list({ content: SLOGAN }), name: words }),
  programs: (words) => ({ name: words, layout: layout('画面') }),
  dayparts: (words) => ({ name: words, windows: [{ start: '06:30', end: '22:30' }] }),
  periods: (words) => ({ name: words, days: [{ dates: FIRST }] }),
  campaigns: (words) => ({ name: words }),
  schedules: (words) => ({ name: words, program_id: program.id, targets: { units: [root] } }),
  groups: (words) => ({ name: words, display_ids: [display.id] }),
  enrolments: (words) => ({ name: words }),
}
const INSIDE = [
  { path: 'programs', body: (words) => ({ name: '乙', layout: layout(words) }), of: (made) => made.layout.zones[0].name },
  { path: 'playlists', body: (words) => list({ name: words, content: SLOGAN }), of: (made) => made.items[0].name },
  { path: 'playlists', body: (words) => list({ content: { kind: 'qr', text: words } }), of: (made) => made.items[0].content.text },
  { path: 'playlists', body: (words) => list({ content: { kind: 'qr', text: '乙', caption: words } }), of: (made) => made.items[0].content.caption },
]
// A unit belongs to nobody but the one above it.
const owned = (path, body) => (path === 'units' ? body : { unit_id: root, ...body })
const post = (path, body) => here.city.staff('POST', `/api/v1/${path}`, owned(path, body))
const postText = (path, text) => here.city.staff('POST', `/api/v1/${path}`, Buffer.from(text))
const inTurn = async (all, deed) => {
  for (const each of all) await deed(each)
}

step('everything that has a name is called by every line, and answers with it byte for byte', async () => {
  const { city } = here
  root = await city.rootUnit()
  await until(async () => (await city.rows('displays')).length === 1, 'the display joined')
  ;[display] = await city.rows('displays')
  program = await city.addProgram('反诈宣传', '陌生来电要提防')
  await Promise.all(Object.entries(OWNED).map(async ([path, body]) => {
    await inTurn(ALL_LINES, (words) => post(path, body(words)))
    const names = new Set((await city.rows(path)).map(({ name }) => name))
    assert.deepEqual(ALL_LINES.filter((words) => !names.has(words)), [], path)
  }))
  for (const { path, body, of } of INSIDE) {
    await inTurn(ALL_LINES.filter((words) => words.length < 100), async (words) => assert.equal(of((await post(path, body(words))).json), words, path))
  }
})

step('a display is titled and tagged by every line', async () => {
  const { city } = here
  await inTurn(ALL_LINES, async (words) => {
    const tags = Buffer.byteLength(words) <= 100 ? [words] : []
    const match = { 'If-Match': `"${display.version}"` }
    display = (await city.staff('PATCH', `/api/v1/displays/${display.id}`, { title: words, tags }, match)).json
    assert.equal(display.title, words)
    assert.deepEqual(display.tags, tags)
  })
})

step('everything is found by its words, whatever they are', async () => {
  await inTurn(ALL_LINES, async (words) => {
    const { json } = await here.city.staff('GET', `/api/v1/search?q=${encodeURIComponent(words)}`)
    assert.ok(json.items.some(({ name }) => name === words), `nothing is called ${JSON.stringify(words)}`)
  })
})

step('what no text may hold is refused with a sentence, and nothing of it is kept', async () => {
  const { city } = here
  const counted = async () => Promise.all(Object.keys(OWNED).map(async (path) => (await city.rows(path)).length))
  const before = await counted()
  for (const [path, body] of Object.entries(OWNED)) {
    const bodies = [
      ...[...CONTROLS, ...TEXTS].map((words) => JSON.stringify(owned(path, body(words)))),
      ...HALVES.map((half) => JSON.stringify(owned(path, body('§'))).replace('"§"', half)),
    ]
    for (const sent of bodies) await assert.rejects(postText(path, sent), /: 400 .*提交的内容格式不对/, `${path} ${sent}`)
  }
  assert.deepEqual(await counted(), before)
})

// Of `wanted`, what is not the whole of any part of the page, or of a field in it.
const missing = (page, wanted) => page.evaluate((all) => {
  const parts = [...document.querySelectorAll('body *')].filter((part) => !['SCRIPT', 'STYLE'].includes(part.tagName))
  const seen = new Set(parts.flatMap((part) => [part.value, part.textContent]).filter((each) => typeof each === 'string').map((each) => each.trim()))
  return all.filter((words) => !seen.has(words.trim()))
}, wanted)
let told
const shownAll = (page, wanted, what) => until(async () => {
  const lost = await missing(page, wanted)
  if (lost.length === 0) return true
  told = lost
}, what, 20_000).catch((error) => assert.deepEqual(told, [], `${what}: ${error.message}`))
// Parts of the page whose content stands over their edge, so that somebody must look for it.
const sideways = (page) => page.evaluate(() =>
  [...document.querySelectorAll('main, main *, header *, nav *')]
    .filter((part) => {
      const { overflowX, textOverflow } = getComputedStyle(part)
      if (overflowX === 'visible' || textOverflow === 'ellipsis' || part.closest('input,textarea,.el-select,.sr')) return false
      return part.clientWidth > 30 && part.scrollWidth > part.clientWidth + 1
    })
    .map((part) => `${part.tagName}.${part.className}: ${part.scrollWidth} in ${part.clientWidth}`),
)
const isUntouched = async (page) => assert.equal(await page.evaluate(() => globalThis.owned), undefined, 'a script of somebody else ran')

const LISTS = {
  slogans: '/library', playlists: '/library?kind=playlist', programs: '/programs', schedules: '/schedule?view=list',
  campaigns: '/schedule?view=campaigns', dayparts: '/calendar', periods: '/calendar?part=periods', accounts: '/people', groups: '/displays',
}
const OTHERS = ['/', '/schedule', '/schedule?view=month', '/schedule/new', '/library/playlists/new', '/programs/new', '/reviews?show=all', '/emergency', '/policies', '/displays/join', '/displays?view=table']

for (const [language, dark] of [['zh-CN', false], ['en', true]]) {
  step(`every list says every line as it is: ${language}`, async () => {
    const state = await here.hands.visitor.context.storageState()
    const { page, go, visitor, shot } = await here.visit({ language, dark, state, viewport: { width: 1280, height: 720 } })
    const wide = []
    for (const [kind, path] of Object.entries(LISTS)) {
      await go('/certificate') // nothing of the page before, which said the same lines
      await visitor.settle()
      await go(path)
      await shownAll(page, ALL_LINES, `${path} shows all ${kind}`)
      await isUntouched(page)
      wide.push(...(await sideways(page)).map((part) => `${path}: ${part}`))
      await shot(`naughty-${kind}-${language}`)
    }
    await go('/displays')
    assert.deepEqual(await missing(page, ['没有这个名字', '甲 | 乙']), ['没有这个名字', '甲 | 乙'], 'what is not there is missed')
    for (const path of [...OTHERS, `/displays/${display.id}`, `/programs/${program.id}`]) {
      await go(path)
      await visitor.settle()
      await isUntouched(page)
      wide.push(...(await sideways(page)).map((part) => `${path}: ${part}`))
    }
    assert.deepEqual(wide, [])
  })
}

step('a unit is found by every line that is written in the box, and by nothing else', async () => {
  const { page, go } = here.hands
  await go('/displays')
  const box = page.getByPlaceholder('找单位')
  for (const words of ALL_LINES) {
    await box.fill(words)
    await shownAll(page, [words], 'the tree')
  }
  await box.fill('没有这个单位')
  await here.hands.says('没有名字里带“没有这个单位”的单位。')
})

step('what is asked about a thing names it as it is called', async () => {
  const { page, go, dialog, button } = here.hands
  await go('/library?kind=playlist')
  for (const words of ["{'@'} $t(action.save) %s %n %{x}", '甲 | 乙 | 丙', '@:action.save @.lower:action.save', '<img src=x onerror="window.owned=1">']) {
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: words, exact: true }) })
    await button('删除', row).click()
    await dialog().getByText(`删除“${words}”？`, { exact: true }).waitFor()
    await button('删除', dialog()).click()
    await row.waitFor({ state: 'detached' })
    await page.getByText(`“${words}”已放进回收站`).first().waitFor()
  }
  await go('/library/trash')
  await shownAll(page, ['甲 | 乙 | 丙', '<img src=x onerror="window.owned=1">'], 'the trash')
  await isUntouched(page)
})

// The pixels of two pictures, fetched by the page: how many of how many differ.
const differing = (paths) => here.hands.page.evaluate(async (addresses) => {
  const pixels = await Promise.all(addresses.map(async (address) => {
    const picture = await createImageBitmap(await (await fetch(address)).blob())
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
    canvas.drawImage(picture, 0, 0)
    return canvas.getImageData(0, 0, picture.width, picture.height).data
  }))
  const lit = pixels[0].filter((value, index) => index % 4 === 0 && value > 100).length
  return { sizes: pixels.map(({ length }) => length), lit, different: pixels[0].filter((value, index) => value !== pixels[1][index]).length }
}, paths)

step('what is written with the keys comes back in the field as it was written', async () => {
  const { page, button, go, says } = here.hands
  const isEmpty = () => until(async () => (await page.locator('#text').inputValue().catch(() => '?')) === '', 'the field is empty')
  for (const words of DRAWN) {
    await go('/library/slogans/new')
    await isEmpty()
    await page.locator('#text').click()
    await page.keyboard.insertText(words)
    assert.equal(await page.locator('#text').inputValue(), words)
    await button('保存').click()
    await says('已保存')
    const { id } = (await here.city.rows('slogans')).find(({ text }) => text === words) ?? {}
    assert.ok(id, `no slogan says ${JSON.stringify(words)}`)
    await go('/library/slogans/new') // the next one, at once: nothing of this one is left
    await isEmpty()
    await go(`/library/slogans/${id}`)
    await until(async () => (await page.locator('#text').inputValue()) === words, 'the field says it again')
    await isUntouched(page)
  }
  await go('/library/slogans/new')
  await isEmpty()
  await page.locator('#text').click()
  await page.keyboard.insertText(TYPED[1])
  await says(/没有字库能画/) // no font of the player has it: said before anybody publishes it
  assert.equal(await page.locator('#text').inputValue(), TYPED[1])
})

step('and on the screen it is what the page drew before', async () => {
  const { city } = here
  for (const words of DRAWN) {
    const shown = await city.addProgram('屏上', words)
    const body = { unit_id: root, name: '屏上', program_id: shown.id, priority: 'urgent', targets: { units: [root] } }
    const { json: schedule } = await city.staff('POST', '/api/v1/schedules', body)
    const path = `/api/v1/displays/${display.id}`
    await until(async () => (await city.staff('GET', path)).json.status.zones?.some(({ program_id }) => program_id === shown.id), 'the display shows it')
    const asked = Date.now()
    await city.staff('POST', `${path}/screenshots`)
    const taken = async () => Date.parse((await city.staff('GET', `${path}/screenshots/latest`)).headers['last-modified']) >= asked - 1000
    await until(() => taken().catch(() => false), 'its picture came')
    const { sizes, lit, different } = await differing([`${path}/screenshots/latest`, `/api/v1/programs/${shown.id}/preview?width=640&height=64&at_ms=1000`])
    assert.equal(sizes[0], sizes[1])
    assert.ok(lit > 200, `only ${lit} pixels are lit`)
    assert.equal(different, 0, JSON.stringify(words))
    await city.staff('DELETE', `/api/v1/schedules/${schedule.id}`, undefined, { 'If-Match': `"${schedule.version}"` })
  }
})

here.nothingWrong()
