// What is done to a device from afar: its light and sound are set, it is restarted, and when it is
// broken another one takes its place.
import assert from 'node:assert/strict'
import { until } from './city.mjs'
import { WORDS, journey } from './journey.mjs'

const here = journey({ ticker: '640x64' })
const { step } = here

const display = async () => (await here.city.rows('displays'))[0]
const policy = async () => (await here.city.staff('GET', `/api/v1/displays/${(await display()).id}/policy`)).json

// As a hand does it: to a value, and let go.
const slide = (name, percent) => here.hands.page.getByRole('slider', { name }).fill(String(percent))

step('a display shows what is scheduled, and its page offers care', async () => {
  const { page, card, go, says } = here.hands
  await until(async () => (await here.city.rows('displays')).length === 1, 'the ticker joined')
  await here.city.schedule(await here.city.addProgram('反诈宣传', WORDS))
  await until(() => /rung scheduled/.test(here.city.seen('ticker')), 'the display shows it')
  await go('/displays')
  await page.getByRole('link', { name: /ticker/ }).first().click()
  await card('维护').waitFor()
  await says('跟随单位。')
})

step('brightness is set for this display alone, taken back, and follows the unit again', async () => {
  const { page, says, button, shot, card } = here.hands
  await slide('亮度', 40)
  await says('亮度已改为 40%。')
  assert.deepEqual((await policy()).brightness.curve, [{ at: '00:00', percent: 40 }])
  await says('本屏单独设定，仍受单位上限约束。')
  await shot('care-brightness-zh')
  await button('撤销').click()
  await until(async () => (await policy()).brightness === undefined, 'it was taken back')
  await slide('亮度', 60)
  await says('亮度已改为 60%。')
  await button('恢复跟随单位').click()
  await says('亮度已恢复跟随单位。')
  assert.equal((await policy()).brightness, undefined)
  assert.equal(await page.getByRole('alert').count(), 0)
  await card('维护').waitFor()
})

step('limits of its own stay when the brightness is set by hand', async () => {
  const { says, button } = here.hands
  const night = { times: { windows: [{ start: '22:00', end: '06:00' }] }, percent: 30 }
  const before = await policy()
  const body = { brightness: { curve: [{ at: '00:00', percent: 100 }], caps: [night] } }
  await here.city.staff('PUT', `/api/v1/displays/${before.id}/policy`, body, { 'If-Match': `"${before.version}"` })
  await slide('亮度', 70)
  await says('亮度已改为 70%。')
  const { curve, caps } = (await policy()).brightness
  assert.deepEqual(curve, [{ at: '00:00', percent: 70 }])
  assert.deepEqual(caps.map(({ percent }) => percent), [30])
  await button('恢复跟随单位').click()
  await says('亮度已恢复跟随单位。')
})

step('what somebody else has set since is not taken back, and the keys keep the slider', async () => {
  const { page, says, button } = here.hands
  const slider = page.getByRole('slider', { name: '亮度' })
  const before = (await policy()).version
  await slider.focus()
  for (let press = 0; press < 3; press += 1) await slider.press('ArrowLeft')
  await says('亮度已改为 85%。')
  assert.ok(await slider.evaluate((element) => element === document.activeElement), 'it keeps the keys')
  const theirs = await policy()
  assert.equal(theirs.brightness.curve[0].percent, 85)
  assert.equal(theirs.version, before + 1, 'three presses are one change')
  const other = { brightness: { curve: [{ at: '00:00', percent: 15 }], caps: [] } }
  await here.city.staff('PUT', `/api/v1/displays/${theirs.id}/policy`, other, { 'If-Match': `"${theirs.version}"` })
  await button('撤销').click()
  await says('之后又有人改过，没有撤销。')
  assert.equal((await policy()).brightness.curve[0].percent, 15)
  await button('恢复跟随单位').click()
  await says('亮度已恢复跟随单位。')
})

step('volume is set and taken back', async () => {
  const { says, button } = here.hands
  await slide('音量', 25)
  await says('音量已改为 25%。')
  assert.equal((await display()).volume_percent, 25)
  await button('撤销').click()
  await until(async () => (await display()).volume_percent === 100, 'it was taken back')
})

step('the device is restarted after one more question, and comes back', async () => {
  const { button, dialog, says, shot } = here.hands
  await button('重启').click()
  await dialog().getByText('要重启“ticker”的设备吗？').waitFor()
  await shot('care-restart-zh')
  await button('重启', dialog()).click()
  await says(/已重启/)
  await until(() => /rung scheduled/.test(here.city.seen('ticker')), 'the display shows it again')
})

step('a spare device takes the place of a broken one, and shows what that one should', async () => {
  const { page, button, says, shot } = here.hands
  const before = await display()
  const spare = await here.city.startPlayerWithCode('spare', '640x64')
  await page.getByRole('link', { name: '换一台设备接替它' }).click()
  await says(/新设备将接替/)
  await page.locator('#code').fill(spare.code)
  await button('查这台设备').click()
  await says(spare.device)
  await page.getByLabel('两行都一样').check()
  await shot('care-replace-zh')
  await button('让它接替').click()
  await says(/登记好了/)
  await until(() => /rung scheduled/.test(here.city.seen('spare')), 'the spare shows it')
  const rows = await here.city.rows('displays')
  assert.equal(rows.length, 1)
  assert.equal(rows[0].id, before.id)
  assert.equal(rows[0].player_id, before.player_id)
  assert.equal(rows[0].name, 'spare')
})

here.nothingWrong()
