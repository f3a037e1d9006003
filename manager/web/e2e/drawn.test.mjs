// A program of what the player draws itself: a clock, a countdown and a QR code, each as typed, seen
// before it is saved, and on the display afterwards.
import assert from 'node:assert/strict'
import { until } from './city.mjs'
import { journey } from './journey.mjs'

const here = journey({ ticker: '640x64' })
const { step } = here
const ADDRESS = 'https://example.org/反诈'

const chip = (name) => here.hands.page.getByRole('group', { name: '播放器现画' }).getByRole('button', { name })
const track = (name) => here.hands.page.getByRole('list', { name: '画面' }).getByRole('button', { name, exact: true })
const pictured = () => here.hands.page.locator('.stage img[src]').first().waitFor()

step('a clock is added and told what to say', async () => {
  const { page, go, field, card, shot } = here.hands
  await until(async () => (await here.city.rows('displays')).length === 1, 'the ticker joined')
  await go('/programs/new')
  await page.getByLabel('节目名称').fill('时刻与日子')
  await page.getByRole('button', { name: '640×64' }).click()
  await chip('时钟').click()
  await card('时钟的更多设置').waitFor()
  await card('时钟的更多设置').getByText('农历、节日').click()
  await field('名称').fill('江城时间')
  await card('江城时间的更多设置').waitFor()
  await pictured()
  await shot('drawn-clock-zh')
})

step('a countdown counts to its day, and comes in sliding upwards', async () => {
  const { page, field, choose, says, card, shot } = here.hands
  await chip('倒计时').click()
  await page.locator('#until-date').fill('2027-02-06')
  await page.keyboard.press('Enter')
  await field('到了以后显示').fill('')
  await says('“倒计时”：写好到了以后显示什么。')
  await field('到了以后显示').fill('过年好')
  await choose('倒计时怎么切入', '推入')
  await choose('方向', '向上', card('倒计时的更多设置'))
  await page.getByText('写好到了以后显示什么。').first().waitFor({ state: 'hidden' })
  await pictured()
  await shot('drawn-countdown-zh')
})

step('a QR code without words is not sent, one with words is seen', async () => {
  const { page, field, button, says, shot } = here.hands
  await chip('二维码').click()
  await says('“二维码”：写好二维码的内容。')
  assert.ok(await button('存草稿').isDisabled(), 'not before it says something')
  await field('网址或文字').fill(ADDRESS)
  await field('下面的一行字').fill('扫码学防骗')
  await page.getByText('写好二维码的内容。').first().waitFor({ state: 'hidden' })
  await pictured()
  await shot('drawn-qr-zh')
  await button('存草稿').click()
  await until(async () => (await here.city.rows('programs')).length === 1, 'it is stored')
})

step('everything is there again as it was typed', async () => {
  const { page, field, go, card } = here.hands
  const [row] = await here.city.rows('programs')
  await go('/programs')
  await go(`/programs/${row.id}`)
  await track('倒计时').click()
  assert.equal(await page.locator('#until-date').inputValue(), '2027-02-06')
  assert.equal(await field('到了以后显示').inputValue(), '过年好')
  await card('倒计时的更多设置').getByText('向上').waitFor()
  await track('二维码').click()
  assert.equal(await field('网址或文字').inputValue(), ADDRESS)
  assert.equal(await field('下面的一行字').inputValue(), '扫码学防骗')
  const { json: program } = await here.city.staff('GET', `/api/v1/programs/${row.id}`)
  const [clock, countdown, code] = program.layout.zones[0].playlist.items
  assert.deepEqual([clock.name, clock.content.lunar_date, clock.content.time], ['江城时间', true, 'minutes'])
  assert.deepEqual([countdown.transition.kind, countdown.transition.direction], ['slide', 'up'])
  assert.equal(code.content.text, ADDRESS)
})

step('the display shows it', async () => {
  const [row] = await here.city.rows('programs')
  const sent = await here.city.staff('POST', `/api/v1/programs/${row.id}/submit`, undefined, { 'If-Match': `"${row.version}"` })
  await here.city.schedule(sent.json)
  await until(() => /rung scheduled/.test(here.city.seen('ticker')), 'the display shows it')
})

here.nothingWrong()
