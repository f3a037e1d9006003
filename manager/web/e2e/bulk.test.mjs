// Many displays at once: chosen in the table, tagged and moved, each told for itself, and taken back.
import assert from 'node:assert/strict'
import { until } from './city.mjs'
import { journey } from './journey.mjs'

const here = journey({ gate: '192x32', hall: '640x64', street: '640x64' })
const { step } = here
const displays = () => here.city.rows('displays')
const tagsOf = async () => Object.fromEntries((await displays()).map(({ title, tags }) => [title, tags]))

step('displays are ticked in the table, one by one or a whole stretch', async () => {
  const { page, button, go, says, shot } = here.hands
  await until(async () => (await displays()).length === 3, 'they joined')
  await here.city.staff('POST', '/api/v1/units', { parent_id: await here.city.rootUnit(), name: '柳溪派出所', kind: 'township' })
  await go('/displays')
  await button('批量操作').click()
  await says('已选 0 块')
  await says('在左边勾选屏幕')
  const boxes = page.getByRole('checkbox', { name: /^选上/ })
  assert.equal(await boxes.count(), 3)
  await boxes.nth(0).focus()
  await page.keyboard.press('Space')
  await says('已选 1 块')
  await boxes.nth(2).click({ modifiers: ['Shift'] })
  await says('已选 3 块')
  assert.deepEqual(await here.hands.visitor.barriers(), [])
  await shot('bulk-chosen-zh')
})

step('a tag is given to all of them, and taken back with one press', async () => {
  const { page, button, dialog, says, shot } = here.hands
  await button('加标签').click()
  await dialog().getByText('给 3 块屏加标签').waitFor()
  await dialog().getByRole('combobox').fill('沿街')
  await page.getByRole('option', { name: '沿街' }).click()
  await dialog().getByText('3 块里有 3 块会变。').waitFor()
  await dialog().getByText('给 3 块屏加标签').click() // the list of tags closes
  await page.getByRole('option', { name: '沿街' }).waitFor({ state: 'hidden' })
  await here.hands.visitor.settle()
  assert.deepEqual(await here.hands.visitor.barriers(), [])
  await shot('bulk-tags-zh')
  await button('改 3 块屏', dialog()).click()
  await says('已改 3 块。')
  assert.deepEqual(await tagsOf(), { gate: ['沿街'], hall: ['沿街'], street: ['沿街'] })
  await shot('bulk-done-zh')
  await button('撤销').click()
  await says('已恢复 3 块。')
  assert.deepEqual(await tagsOf(), { gate: [], hall: [], street: [] })
})

step('what somebody else changed meanwhile is told, and stays as they left it', async () => {
  const { page, button, choose, dialog, says, shot } = here.hands
  await button('移到别的单位').click()
  await choose('移到', '柳溪派出所', dialog())
  await dialog().getByText('3 块里有 3 块会变。').waitFor()
  await page.route('**/api/v1/display-changes', async (route) => {
    const [hall] = (await displays()).filter(({ title }) => title === 'hall')
    await here.city.staff('PATCH', `/api/v1/displays/${hall.id}`, { title: '大厅' }, { 'If-Match': `"${hall.version}"` })
    await route.continue()
  }, { times: 1 })
  await button('改 3 块屏', dialog()).click()
  await dialog().getByText('有 1 块没改。').waitFor()
  await dialog().getByRole('link', { name: /hall|大厅/ }).waitFor()
  assert.deepEqual(await here.hands.visitor.barriers(), [])
  await shot('bulk-refused-zh')
  const township = (await here.city.rows('units')).find(({ name }) => name === '柳溪派出所')
  const moved = (await displays()).filter(({ unit_id }) => unit_id === township.id).map(({ title }) => title)
  assert.deepEqual(moved.sort(), ['gate', 'street'])
  const players = await here.city.rows('players')
  assert.equal(players.filter(({ unit_id }) => unit_id === township.id).length, 2)
  await dialog().getByRole('button', { name: '关闭', exact: true }).click()
  await button('撤销').click()
  await says('已恢复 2 块。')
  assert.equal((await displays()).filter(({ unit_id }) => unit_id === township.id).length, 0)
})

step('the same in English and in the dark', async () => {
  const state = await here.hands.visitor.context.storageState()
  const other = await here.visit({ language: 'en', dark: true, state, viewport: { width: 1280, height: 720 } })
  await other.go('/displays')
  await other.button('Many at once').click()
  await other.page.getByRole('checkbox', { name: /^Choose/ }).first().click()
  await other.says('1 display chosen')
  await other.button('Choose all 3').click()
  await other.says('3 displays chosen')
  assert.deepEqual(await other.visitor.barriers(), [])
  await other.button('Set the volume').click()
  await other.dialog().getByText('100 is the loudness of the content itself').waitFor()
  await other.visitor.settle()
  assert.deepEqual(await other.visitor.barriers(), [])
  await other.shot('bulk-volume-en-dark')
})

here.nothingWrong()
