// Displays on the city's own map: the file is brought, displays get their place, a box chooses them.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from './city.mjs'
import { journey, SHOTS } from './journey.mjs'

const here = journey({ gate: '192x32', hall: '640x64', street: '640x64' })
const { step } = here
const displays = () => here.city.rows('displays')
const named = async (name) => (await displays()).find(({ title }) => title === name)

// Six districts of a twentieth of a degree, two rows of three; one is called as if it were HTML.
const NAMES = ['青云所', '湖滨所', '南浦所', '柳溪所', '<img src=x>', '东湖所']
const square = (x, y) => [[x, y], [x + 0.05, y], [x + 0.05, y + 0.05], [x, y + 0.05], [x, y]]
const features = NAMES.map((name, index) => ({
  type: 'Feature',
  properties: { name },
  geometry: { type: 'Polygon', coordinates: [square(121.4 + 0.05 * (index % 3), 28.6 + 0.05 * Math.floor(index / 3))] },
}))
function fileOf(name, content) {
  const path = join(SHOTS, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const bring = (path) => here.hands.page.locator('input[type=file]').setInputFiles(path)

step('without a map and without places the page says what to do', async () => {
  const { button, go, says, shot } = here.hands
  await until(async () => (await displays()).length === 3, 'they joined')
  await go('/displays')
  await button('地图', here.hands.page.getByRole('group', { name: '看法' })).click()
  await says('还没有地图，也没有屏幕填了位置')
  await shot('map-none-zh')
  assert.deepEqual(await here.hands.visitor.barriers(), [])
})

step('a file that is no map is refused in words, and its place is said', async () => {
  const { says, shot } = here.hands
  await bring(fileOf('no-map.geojson', { type: 'Topology', objects: {} }))
  await says(/内容格式不对/)
  await says(/位置：\/type/)
  await bring(fileOf('metres.geojson', { type: 'FeatureCollection', features: [{ ...features[0], geometry: { type: 'Point', coordinates: [13526000, 3300000] } }] }))
  await says(/数值超出范围/)
  await bring(fileOf('large.geojson', ' '.repeat(9 * 1024 * 1024)))
  await says(/最大 8.4 MB/)
  await shot('map-refused-zh')
})

step('the districts are drawn, and what they are called is text', async () => {
  const { page, button, says, shot } = here.hands
  await bring(fileOf('districts.geojson', { type: 'FeatureCollection', features }))
  await button('换地图').waitFor()
  await page.getByText('青云所').waitFor()
  await page.getByText('<img src=x>').waitFor()
  assert.equal(await page.locator('.ground img').count(), 0)
  await says('3 块还没有位置')
  await here.hands.visitor.settle()
  await shot('map-districts-zh')
  assert.deepEqual(await here.hands.visitor.barriers(), [])
})

step('a display gets its place by a click and by its degrees', async () => {
  const { page, button, card, dialog, field, go, shot } = here.hands
  await go(`/displays/${(await named('gate')).id}`)
  await card('位置').getByText('还没有位置').waitFor()
  await button('定位置', card('位置')).click()
  const ground = dialog().getByRole('application')
  await ground.getByText('青云所').waitFor()
  await here.hands.visitor.settle()
  await ground.click({ position: { x: 100, y: 160 } })
  await ground.locator('.place-mark').waitFor()
  await shot('place-zh')
  assert.deepEqual(await here.hands.visitor.barriers(), [])
  await field('纬度').fill('128')
  await dialog().getByText(/纬度在 -90 到 90 之间/).waitFor()
  await field('经度').fill('121.425')
  await field('纬度').fill('28.625')
  await button('保存', dialog()).click()
  await card('位置').getByText('经度 121.425 · 纬度 28.625').waitFor()
  assert.deepEqual((await named('gate')).position, { longitude: 121.425, latitude: 28.625 })
})

step('marks say how many and how they are; one opens what it is about', async () => {
  const { page, button, go, shot } = here.hands
  for (const [name, longitude] of [['hall', 121.5251], ['street', 121.5252]]) {
    const { id, version } = await named(name)
    await here.city.staff('PATCH', `/api/v1/displays/${id}`, { position: { longitude, latitude: 28.675 } }, { 'If-Match': `"${version}"` })
  }
  await go('/displays?view=map')
  const mark = button(/^gate · /)
  await mark.waitFor()
  await button(/^2 块屏，最需要看的：/).waitFor()
  await here.hands.visitor.settle()
  await shot('map-marks-zh')
  assert.deepEqual(await here.hands.visitor.barriers(), [])
  await mark.focus()
  await page.keyboard.press('Enter')
  await page.locator('.map-names').getByRole('link', { name: 'gate' }).waitFor()
  await shot('map-popup-zh')
  await page.keyboard.press('Escape')
  await button(/^2 块屏，最需要看的：/).click()
  await button(/^hall · /).waitFor() // zoomed until they are apart
  await button(/^street · /).waitFor()
})

step('a box drawn with Shift chooses, and the chosen are tagged', async () => {
  const { page, button, dialog, go, says, shot } = here.hands
  await go('/displays')
  await go('/displays?view=map')
  await button(/^gate · /).waitFor()
  await here.hands.visitor.settle()
  const box = await button(/^2 块屏，最需要看的：/).boundingBox()
  await page.keyboard.down('Shift')
  await page.mouse.move(box.x - 40, box.y - 40)
  await page.mouse.down()
  await page.mouse.move(box.x + 60, box.y + 60, { steps: 4 })
  await shot('map-box-zh')
  await page.mouse.up()
  await page.keyboard.up('Shift')
  await says('已选 2 块')
  await button('加标签').click()
  await dialog().getByRole('combobox').fill('东湖')
  await page.getByRole('option', { name: '东湖' }).click()
  await dialog().getByText('给 2 块屏加标签').click()
  await page.getByRole('option', { name: '东湖' }).waitFor({ state: 'hidden' })
  await button('改 2 块屏', dialog()).click()
  await says('已改 2 块。')
  assert.deepEqual((await named('hall')).tags, ['东湖'])
  assert.deepEqual((await named('gate')).tags, [])
  await button('选中视野里的 3 块').click()
  await says('已选 3 块')
})

step('in English and in the dark it is the same map', async () => {
  const { page, button, shot } = here.hands
  await button('EN').click()
  await button('深色').or(button('Dark')).first().click()
  await page.getByText('Drag with Shift to choose by a box').waitFor()
  await here.hands.visitor.settle()
  await shot('map-dark-en')
  assert.deepEqual(await here.hands.visitor.barriers(), [])
  await button('Remove the map').click()
  await button('Remove the map', here.hands.dialog()).click()
  await button('Upload a map').first().waitFor()
  assert.equal((await displays()).filter(({ position }) => position).length, 3)
})

here.nothingWrong()
