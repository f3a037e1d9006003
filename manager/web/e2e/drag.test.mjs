// A block of the week is moved and stretched by the mouse, the keys and a finger; what that shall mean
// is asked in words, and only then does the manager hold it.
import assert from 'node:assert/strict'
import { until } from './city.mjs'
import { journey } from './journey.mjs'

const here = journey({ subway: '640x360' })
const { step } = here
const WEEK = '2027-02-01' // Monday
const NAME = '晨间提醒'
let root
let kept

const column = (number) => here.hands.page.locator('.dc').nth(number)
const block = (number) => column(number).locator('.ev', { hasText: NAME })
const card = () => here.hands.page.getByRole('dialog', { name: `移动“${NAME}”` })
const stored = async () => (await here.city.rows('schedules')).find(({ name }) => name === NAME)
const ready = async (number, hours) => block(number).filter({ hasText: hours }).first().waitFor()

// The height of so many hours in the columns, which begin at 6.
async function hours(count) {
  const box = await column(0).boundingBox()
  return (box.height / 18) * count
}

// From the middle of the block, or one of its edges, so many days and hours further.
async function drag(number, { days = 0, by = 0, edge = '', esc = false, press = '' }) {
  const { page } = here.hands
  const box = await block(number).first().boundingBox()
  const from = { x: box.x + box.width / 2, y: edge === 'end' ? box.y + box.height - 3 : edge === 'start' ? box.y + 3 : box.y + box.height / 2 }
  const to = { x: from.x + days * (await column(0).boundingBox()).width, y: from.y + (await hours(by)) }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  if (press) await page.keyboard.down(press)
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  const said = await page.locator('.tip').textContent()
  const ghosts = await page.locator('.ghost').count()
  if (esc) await page.keyboard.press('Escape')
  await page.mouse.up()
  if (press) await page.keyboard.up(press)
  return { said, ghosts }
}

step('a schedule of two mornings a week', async () => {
  const { city } = here
  root = await city.rootUnit()
  await until(async () => (await city.rows('displays')).length === 1, 'the display joined')
  const program = await city.addProgram('防骗提醒', '陌生来电要提防')
  const times = { weekdays: ['mon', 'wed'], windows: [{ start: '08:00', end: '12:00' }] }
  await city.staff('POST', '/api/v1/schedules', { unit_id: root, name: NAME, program_id: program.id, times, targets: { units: [root] } })
  const market = { on: [{ lunar_market: { digits: [5] } }], windows: [{ start: '14:00', end: '18:00' }] }
  await city.staff('POST', '/api/v1/schedules', { unit_id: root, name: '赶集日', program_id: program.id, times: market, targets: { units: [root] } })
  await here.hands.go(`/schedule?day=${WEEK}`)
  await ready(0, '08:00–12:00')
  kept = await stored()
})

step('the mouse moves it to another day for once, the exact hours in sight', async () => {
  const { page, button, says, shot } = here.hands
  const { said, ghosts } = await drag(0, { days: 1, by: 1.1 })
  assert.match(said, /2月2日 周二 09:00–13:00/)
  assert.equal(ghosts, 1)
  await card().getByText(/周一 08:00–12:00 → 2027年2月2日 周二 09:00–13:00/).waitFor()
  assert.ok(await button('发布到 1 块屏', card()).isDisabled(), 'nothing is saved before it is said what it means')
  await card().getByText('先选是只改这一天，还是每次都改。').waitFor()
  await shot('drag-ask-zh')
  await card().getByRole('radio', { name: /^只改这一天/ }).check()
  await card().getByText(/2月2日当天改为 09:00–13:00，2027年2月1日当天不放/).waitFor()
  await card().getByRole('cell', { name: '1 / 1' }).waitFor()
  await column(1).locator('.ev.new', { hasText: '09:00–13:00' }).waitFor()
  assert.deepEqual((await here.hands.visitor.barriers()), [])
  await shot('drag-only-zh')
  assert.deepEqual((await stored()).times, kept.times, 'not saved yet')
  await button('发布到 1 块屏', card()).click()
  await says(`已移动“${NAME}”`)
  const { times } = await stored()
  assert.deepEqual(times.exceptions, [
    { on: [{ dates: { first: '2027-02-02', last: '2027-02-02' } }], windows: [{ start: '09:00', end: '13:00' }] },
    { on: [{ dates: { first: '2027-02-01', last: '2027-02-01' } }], windows: [] },
  ])
  await column(1).locator('.ev:not(.new)', { hasText: NAME }).waitFor()
  await page.locator('.ev.new').waitFor({ state: 'detached' })
})

step('what was moved by mistake is undone at once', async () => {
  const { button, says, shot } = here.hands
  await shot('drag-undo-zh')
  await button('撤销移动').click()
  await says('已撤销')
  assert.deepEqual((await stored()).times, kept.times)
  await ready(0, '08:00–12:00')
})

step('the keys move and stretch it, every time', async () => {
  const { page, button, says } = here.hands
  await block(2).first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  for (let turn = 0; turn < 4; turn += 1) await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Alt+ArrowUp')
  await page.getByRole('status').filter({ hasText: '周三 08:25–13:25' }).waitFor()
  await page.keyboard.press('Enter')
  await card().getByRole('radio', { name: '每次都这样' }).check()
  await card().getByText(/每逢周一、周三，08:25–13:25/).waitFor()
  await button('发布到 1 块屏', card()).press('Enter')
  await says(`已移动“${NAME}”`)
  const { times } = await stored()
  assert.deepEqual(times.windows, [{ start: '08:25', end: '13:25' }])
  assert.deepEqual(times.weekdays, ['mon', 'wed'])
  assert.equal(times.exceptions, undefined)
  await ready(0, '08:25–13:25')
})

step('an edge is stretched, by five minutes with Alt; Esc leaves everything as it was', async () => {
  const { page } = here.hands
  const before = await stored()
  const { said } = await drag(0, { by: 1.07, edge: 'end', press: 'Alt' })
  assert.match(said, /08:25–14:30/)
  await card().getByRole('button', { name: '放回去' }).last().click()
  assert.match((await drag(2, { by: -1, edge: 'start', esc: true })).said, /07:30–13:25/)
  assert.equal(await card().count(), 0)
  await block(0).first().focus()
  await page.keyboard.press('ArrowRight')
  await page.locator('.ghost').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.ghost').waitFor({ state: 'detached' })
  assert.equal(await here.hands.dialog().count(), 0, 'the end of a drag asks nothing else')
  assert.deepEqual(await stored(), before)
})

step('one weekday becomes another, and somebody who saved first is met', async () => {
  const { button, says, shot } = here.hands
  await drag(0, { days: 3 })
  await card().getByRole('radio', { name: '每次都这样' }).check()
  await card().getByText(/每逢周三、周四/).waitFor()
  const now = await stored()
  const { id, version, created_at, changed_at, warnings, ...body } = now
  await here.city.staff('PUT', `/api/v1/schedules/${id}`, { ...body, priority: 'high' }, { 'If-Match': `"${version}"` })
  await button('发布到 1 块屏', card()).click()
  await card().getByText(/有人也改了|也改了“/).first().waitFor()
  await card().getByText(/每逢周一、周三/).waitFor()
  await shot('drag-conflict-zh')
  await button('用我的存上', card()).click()
  await says(`已移动“${NAME}”`)
  assert.deepEqual((await stored()).times.weekdays, ['wed', 'thu'])
})

step('days of the lunar calendar say why they stay, and their hours still move', async () => {
  const { page, shot } = here.hands
  const market = page.locator('.ev', { hasText: '赶集日' }).first()
  await market.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const asked = page.getByRole('dialog', { name: '移动“赶集日”' })
  await asked.getByText('日子按农历、节日或节气定').waitFor()
  assert.ok(await asked.getByRole('radio', { name: /^每次都这样/ }).isDisabled())
  assert.ok(await asked.getByRole('radio', { name: /^只改这一天/ }).isChecked())
  await shot('drag-lunar-zh')
  await page.keyboard.press('Escape')
  await asked.waitFor({ state: 'detached' })
  assert.ok(await market.evaluate((part) => part === document.activeElement), 'the block has the focus again')
})

step('a finger that holds it moves it', async () => {
  const { page } = here.hands
  const line = await here.hands.visitor.context.newCDPSession(page)
  await line.send('Emulation.setTouchEmulationEnabled', { enabled: true })
  await ready(2, '08:25–13:25')
  const box = await block(2).first().boundingBox()
  const at = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) }
  const touch = (type, points) => line.send('Input.dispatchTouchEvent', { type, touchPoints: points })
  await touch('touchStart', [at])
  await page.waitForTimeout(500) // as long as a finger holds
  const down = Math.round(await hours(2))
  for (const part of [0.4, 0.8, 1]) await touch('touchMove', [{ x: at.x, y: at.y + Math.round(down * part) }])
  assert.match(await page.locator('.tip').textContent(), /周三 10:30–15:30/)
  await touch('touchEnd', [])
  await card().getByText(/10:30–15:30/).first().waitFor()
  await card().getByRole('button', { name: '放回去' }).last().click()
  await line.send('Emulation.setTouchEmulationEnabled', { enabled: false })
})

step('it is the same in English and in the dark', async () => {
  const state = await here.hands.visitor.context.storageState()
  const other = await here.visit({ language: 'en', dark: true, state, viewport: { width: 1280, height: 720 } })
  await other.go(`/schedule?day=${WEEK}`)
  const wednesday = other.page.locator('.dc').nth(2).locator('.ev', { hasText: NAME }).first()
  await wednesday.focus()
  await other.page.keyboard.press('ArrowRight')
  await other.shot('drag-ghost-en-dark')
  await other.page.keyboard.press('Enter')
  await other.page.getByRole('radio', { name: 'Every time' }).check()
  await other.page.getByRole('cell', { name: '1 / 1' }).waitFor()
  assert.deepEqual(await other.visitor.barriers(), [])
  await other.shot('drag-every-en-dark')
})

here.nothingWrong()
