// Many devices join by a table: what is wrong in it is said line by line, and each gets its file.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { until } from './city.mjs'
import { journey } from './journey.mjs'

const here = journey()
const { step } = here

const table = (name, text) => {
  const file = join(here.city.root, name)
  writeFileSync(file, text)
  return file
}
const choose = (file) => here.hands.page.locator('section', { hasText: '用表格登记一批' }).locator('input[type=file]').setInputFiles(file)

step('a table that cannot be used is said to be so, and nothing is made of it', async () => {
  const { go, says, shot } = here.hands
  const root = await here.city.rootUnit()
  await here.city.staff('POST', '/api/v1/units', { parent_id: root, name: '柳溪派出所', kind: 'township' })
  await go('/displays/join')
  await choose(table('picture.csv', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')))
  await says(/没有“名称”这一列|这不是 CSV 文件/)
  await choose(table('bad.csv', '名称,单位\n西站北口,柳溪派出所\n西站北口,\n南口,别处\n'))
  await says('有 2 行用不了。')
  await says('第 3 行 西站北口：名称和上面重复。')
  await says('第 4 行 南口：没有单位“别处”')
  assert.deepEqual(await here.hands.visitor.barriers(), [])
  await shot('join-table-bad-zh')
  assert.equal((await here.city.rows('enrolments')).length, 0)
})

step('every line becomes a file, and a device with one is called as the table says', async () => {
  const { page, button, says, shot } = here.hands
  const gbk = Buffer.from('c3fbb3c62cb5a5cebb0d0ac4cfbfda2cc1f8cfaac5c9b3f6cbf90d0a', 'hex') // 名称,单位 南口,柳溪派出所
  await choose(table('gbk.csv', gbk))
  await says('1 台设备')
  await choose(table('good.csv', '\uFEFF名称,单位\r\n西站北口,柳溪派出所\r\n南口,\r\n'))
  await says('2 台设备')
  const saved = page.waitForEvent('download')
  await button('生成 2 份登记文件').click()
  const archive = join(here.city.root, 'all.zip')
  await (await saved).saveAs(archive)
  await says('2 份已打包下载')
  await shot('join-table-zh')
  const files = unzipSync(readFileSync(archive))
  assert.deepEqual(Object.keys(files).sort(), ['0002 西站北口.json', '0003 南口.json'])
  const file = join(here.city.root, 'west.json')
  writeFileSync(file, strFromU8(files['0002 西站北口.json']))
  here.city.startDevice('box', '640x64', ['--enrolment', file])
  await until(async () => (await here.city.rows('displays')).length === 1, 'it joined')
  const [display] = await here.city.rows('displays')
  assert.equal(display.title, '西站北口')
  const units = await here.city.rows('units')
  assert.equal(units.find(({ id }) => id === display.unit_id).name, '柳溪派出所')
})

here.nothingWrong()
