// Anything is found by a piece of its name, from any page, with the keys alone.
import assert from 'node:assert/strict'
import { journey, NAME } from './journey.mjs'

const here = journey()
const { step } = here
const field = () => here.hands.page.getByRole('combobox', { name: '查找' })
const option = (name) => here.hands.page.getByRole('option', { name })

step('a program and a unit are found by one character', async () => {
  const { page, go, heading, shot } = here.hands
  const root = await here.city.rootUnit()
  await here.city.addProgram('春节防骗提醒', '陌生来电要提防')
  await here.city.staff('POST', '/api/v1/units', { parent_id: root, name: '柳溪镇派出所', kind: 'township' })
  await go('/people')
  await page.keyboard.press('Control+k')
  await field().waitFor()
  await field().fill('骗')
  await option(/春节防骗提醒/).waitFor()
  assert.deepEqual(await here.hands.visitor.barriers(), [])
  await shot('find-zh')
  await page.keyboard.press('Enter')
  await heading('春节防骗提醒').waitFor()
})

step('where one went last stands there first, wildcards are letters, and nothing found is said', async () => {
  const { page, button, says } = here.hands
  await button(/^查找屏幕/).click()
  await option(/春节防骗提醒/).waitFor()
  await field().fill('%')
  await says('没有名字里带“%”的')
  await field().fill('柳')
  await option(/柳溪镇派出所/).waitFor()
  await field().fill(NAME)
  await option(new RegExp(NAME)).waitFor()
  await page.keyboard.press('Escape')
  await field().waitFor({ state: 'hidden' })
})

step('it is the same in English and in the dark', async () => {
  const state = await here.hands.visitor.context.storageState()
  const other = await here.visit({ language: 'en', dark: true, state, viewport: { width: 1280, height: 720 } })
  await other.go('/')
  await other.page.keyboard.press('Control+k')
  await other.page.getByRole('combobox', { name: 'Find' }).waitFor()
  await other.page.keyboard.type('柳')
  await other.page.getByRole('option', { name: /Unit.*柳溪镇派出所/ }).waitFor()
  assert.deepEqual(await other.visitor.barriers(), [])
  await other.shot('find-en-dark')
})

here.nothingWrong()
