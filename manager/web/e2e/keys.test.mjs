// The console without a mouse: from page to page, into the filter, over the wall, and the sheet that
// tells all of it.
import assert from 'node:assert/strict'
import { until } from './city.mjs'
import { journey } from './journey.mjs'

const here = journey({ subway: '640x360', hall: '640x360' })
const { step } = here
const focused = () => here.hands.page.evaluate(() => document.activeElement.textContent.trim())

step('g and a letter go to every page, and never while somebody writes', async () => {
  const { page, heading, go } = here.hands
  await until(async () => (await here.city.rows('displays')).length === 2, 'both displays joined')
  await go('/')
  for (const [key, name] of [['d', '屏幕'], ['l', '素材'], ['p', '节目'], ['s', '排期'], ['r', '审核'], ['o', '总览']]) {
    await page.keyboard.press('g')
    await page.keyboard.press(key)
    await heading(name).waitFor()
  }
  await go('/displays')
  await page.getByRole('searchbox').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('gd?/')
  assert.equal(await page.getByRole('searchbox').inputValue(), 'gd?/')
  assert.equal(await here.hands.dialog().count(), 0)
  await page.getByRole('searchbox').fill('')
})

step('arrows walk over the wall, and Enter opens', async () => {
  const { page } = here.hands
  const tiles = page.locator('.wall [data-arrows] > a')
  await tiles.nth(1).waitFor()
  await tiles.first().focus()
  await page.keyboard.press('ArrowRight')
  assert.match(await focused(), new RegExp((await tiles.nth(1).locator('.name').textContent()).trim()))
  await page.keyboard.press('ArrowLeft')
  const name = (await tiles.first().locator('.name').textContent()).trim()
  assert.match(await focused(), new RegExp(name))
  await page.keyboard.press('Enter')
  await page.waitForURL(/#\/displays\/[0-9a-f-]+/)
})

for (const look of [{ language: 'zh-CN', dark: false }, { language: 'en', dark: true, viewport: { width: 1280, height: 720 } }]) {
  step(`a question mark lists the keys (${look.language})`, async () => {
    const state = await here.hands.visitor.context.storageState()
    const other = await here.visit({ ...look, state })
    await other.go('/schedule')
    await other.page.keyboard.press('?')
    await other.dialog().getByText(look.language === 'en' ? 'Go to a page' : '去哪一页').waitFor()
    await other.visitor.settle()
    assert.deepEqual(await other.visitor.barriers(), [])
    await other.shot(`keys-${look.language}`)
    await other.page.keyboard.press('g')
    await other.page.keyboard.press('d')
    await other.page.keyboard.press('Escape')
    await other.dialog().waitFor({ state: 'hidden' })
    assert.match(other.page.url(), /#\/schedule/, 'nothing happens behind a dialog')
    await other.page.getByRole('button', { name: look.language === 'en' ? 'Keyboard shortcuts' : '快捷键' }).click()
    await other.dialog().waitFor()
  })
}

here.nothingWrong()
