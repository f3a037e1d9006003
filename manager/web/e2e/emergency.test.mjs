// The emergency lane: a notice and black, each only after it was confirmed, with receipts from real
// displays, and both taken back.
import assert from 'node:assert/strict'
import { until } from './city.mjs'
import { WORDS, journey } from './journey.mjs'

const NOTICE = '市区突降冰雹，请立即远离广告牌'
const here = journey({ subway: '640x360', ticker: '640x64' })
const { step } = here

const everywhere = (rung) => until(
  () => ['subway', 'ticker'].every((name) => new RegExp(`rung ${rung}`).test(here.city.seen(name))),
  `both displays: ${rung}`,
)
const counted = async (kind, count) => until(
  async () => (await here.hands.card(kind).locator('.count b').first().textContent()) === String(count),
  `${count} receipts`,
)

step('the displays show their program', async () => {
  await until(async () => (await here.city.rows('displays')).length === 2, 'both joined')
  await here.city.schedule(await here.city.addProgram('反诈宣传', WORDS))
  await everywhere('scheduled')
})

step('a notice goes out only when the button was held, to whom the page named', async () => {
  const { page, button, field, heading, hold, says, shot } = here.hands
  await page.getByRole('link', { name: '应急发布' }).click()
  await heading('应急发布').waitFor()
  assert.ok(await button(/发到 2 块屏/).isDisabled(), 'not without words')
  await field(/文字，0\/120 字/).fill(NOTICE)
  await says('发到江城市公安局，共 2 块屏。')
  await page.locator('img.strip').waitFor()
  await hold(/发到 2 块屏/, () => new Promise((resolve) => setTimeout(resolve, 600)))
  assert.equal((await here.city.rows('overrides')).length, 0, 'letting go early sends nothing')
  await hold(/发到 2 块屏/, () => here.hands.card('应急文字').waitFor())
  await everywhere('notice')
  await counted('应急文字', 2)
  await shot('emergency-notice-zh')
})

step('a notice is extended, and taken back', async () => {
  const { card, button, hold } = here.hands
  const end = async () => Date.parse((await here.city.rows('overrides'))[0].not_after)
  const before = await end()
  await button('延长 30 分', card('应急文字')).click()
  await until(async () => (await end()) - before === 30 * 60_000, 'it ends half an hour later')
  await hold('按住 2 秒解除', () => everywhere('scheduled'))
  await card('应急文字').getByText('已解除').waitFor()
})

step('black asks once more, and cancelling does nothing', async () => {
  const { button, dialog, shot } = here.hands
  await button(/全黑 · 2 块屏/).click()
  await dialog().getByText('让 2 块屏全黑？').waitFor()
  await dialog().getByText(/江城市公安局：立即全黑/).waitFor()
  await shot('emergency-black-asked-zh')
  await button('取消', dialog()).click()
  await dialog().waitFor({ state: 'hidden' })
  assert.equal((await here.city.rows('overrides')).length, 1)
})

step('everything goes black and comes back', async () => {
  const { button, dialog, hold, card, shot } = here.hands
  await button(/全黑 · 2 块屏/).click()
  await button('全黑 2 块屏', dialog()).click()
  await everywhere('black')
  await counted('全黑', 2)
  await shot('emergency-black-zh')
  await hold('按住 2 秒解除', () => everywhere('scheduled'))
  await card('全黑').getByText('已解除').waitFor()
})

here.nothingWrong()
