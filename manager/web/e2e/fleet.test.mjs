// Displays: one joins by the code on its screen, is called by a name, sends a picture of itself and
// tells how long it was up; units and groups to address displays by.
import assert from 'node:assert/strict'
import { until } from './city.mjs'
import { WORDS, journey } from './journey.mjs'

const here = journey({ ticker: '640x64' })
const { step } = here

step('the displays that joined are listed, and one says why it shows nothing', async () => {
  const { page, go, says } = here.hands
  await until(async () => (await here.city.rows('displays')).length === 1, 'the ticker joined')
  await go('/')
  await says(/排一个节目即可/)
  await page.getByRole('link', { name: '屏幕', exact: true }).click()
  await says('ticker')
})

step('a unit is added below the city and asks for an approval', async () => {
  const { page, button, field, choose, dialog, says, shot } = here.hands
  await button('管理单位 江城市公安局').click()
  await field('在下面加一个单位').fill('湖滨街道')
  await button('加上', dialog()).click()
  await says('“湖滨街道”加好了。')
  await shot('unit-zh')
  await page.keyboard.press('Escape')
  await page.getByRole('treeitem', { name: /湖滨街道/ }).click()
  await button('管理单位 湖滨街道').click()
  await says(/现在实际要 0 人/)
  await choose('节目要几个人批准', '1 人', dialog())
  await button('保存', dialog()).click()
  await says(/现在实际要 1 人/)
  await page.keyboard.press('Escape')
  await says('湖滨街道还没有屏幕')
})

step('a wrong code is refused in a sentence', async () => {
  const { page, button, go, says } = here.hands
  await go('/displays/join')
  await page.locator('#code').fill('AAAA-AAAA')
  await button('查这台设备').click()
  await says(/要找的内容不存在/)
})

step('a device joins by the code on its screen, in the unit it is given to', async () => {
  const { page, button, field, choose, says, shot } = here.hands
  const shown = await here.city.startPlayerWithCode('gate', '192x32')
  await page.locator('#code').fill(shown.code.toLowerCase())
  await button('查这台设备').click()
  await says(shown.device)
  await says(shown.trust)
  await shot('join-compare-zh')
  assert.ok(await button('登记这台设备').isDisabled(), 'not before the fingerprints were compared')
  await page.getByLabel('两行都一样').check()
  await choose('归到哪个单位', '湖滨街道', page.locator('section', { hasText: '请和屏上的两行指纹' }).last())
  await field('叫什么名字').fill('岗亭')
  await button('登记这台设备').click()
  await says(/登记好了/)
  await until(async () => (await here.city.rows('displays')).length === 2, 'the device joined')
})

step('a display is called by a name', async () => {
  const { page, button, heading, field, go, says } = here.hands
  await go('/displays')
  await page.getByRole('link', { name: /岗亭/ }).first().click()
  await heading('岗亭').waitFor()
  await button('改名').click()
  await field('名称').fill('派出所门口条屏')
  await button('保存').click()
  await heading('派出所门口条屏').waitFor()
  await says(/江城市公安局 \/ 湖滨街道/)
})

step('what stands on a display comes as a picture when it is asked for', async () => {
  const { page, button, go, says, shot } = here.hands
  await here.city.schedule(await here.city.addProgram('反诈宣传', WORDS))
  await until(() => /rung scheduled/.test(here.city.seen('ticker')), 'the display shows it')
  await go('/displays')
  await page.getByRole('link', { name: /ticker/ }).first().click()
  await says('还没有截图。点“重新截图”，画面几秒内到。')
  await button('重新截图').click()
  const picture = page.getByRole('img', { name: 'ticker的画面' })
  await picture.waitFor()
  await until(async () => picture.evaluate((each) => each.naturalWidth === 640 && each.naturalHeight === 64), 'the picture has the size of the display')
  await says(/\d\d:\d\d 的截图/)
  const lit = await picture.evaluate((each) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 64 })
    const pen = canvas.getContext('2d')
    pen.drawImage(each, 0, 0)
    return pen.getImageData(0, 0, 640, 64).data.filter((value, index) => index % 4 === 0 && value > 200).length
  })
  assert.ok(lit > 500, `the words are on the picture: ${lit} bright pixels`)
  await page.getByRole('img', { name: 'ticker应放的画面' }).waitFor()
  await shot('display-picture-zh')
})

step('its day is told, and why it shows what it shows', async () => {
  const { page, card, shot } = here.hands
  const day = card('今天放什么')
  await day.getByText(/共 .*，\d+ 次/).waitFor()
  await day.getByText(/^为什么现在放/).waitFor()
  await day.getByText('普通排期').waitFor()
  await day.getByText('正在屏上。').waitFor()
  await day.scrollIntoViewIfNeeded()
  await shot('display-day-zh')
  assert.equal(await page.getByRole('alert').count(), 0)
})

step('how long it was up is told by three measures', async () => {
  const { page, card, go, shot } = here.hands
  const address = new URL(page.url()).hash.slice(1)
  const measures = card('在线与播放')
  // What the player journalled of this minute has to arrive first.
  await until(async () => {
    await go('/displays')
    await go(address)
    await measures.getByRole('row').nth(3).waitFor()
    const rows = await measures.getByRole('row').allTextContents()
    return rows.length === 4 && rows.slice(1).every((row) => /\d+\.\d %/.test(row))
  }, 'every measure has a figure')
  for (const name of ['联得上', '开着', '放对了']) await measures.getByText(name).waitFor()
  await shot('display-uptime-zh')
})

step('displays are put in a group, and the wall shows it alone', async () => {
  const { page, button, field, dialog, go, says, shot } = here.hands
  await go('/displays')
  await button('新分组').click()
  await field('分组名称').fill('沿街条屏')
  await dialog().locator('.el-select').click()
  await page.getByRole('option', { name: /派出所门口条屏/ }).click()
  await page.keyboard.press('Escape')
  await button('保存', dialog()).click()
  await says(/分组 沿街条屏/)
  await page.getByRole('link', { name: /派出所门口条屏/ }).waitFor()
  assert.equal(await page.getByRole('link', { name: /ticker/ }).count(), 0)
  await shot('group-zh')
})

step('a group that a schedule is aimed at stays; then it goes', async () => {
  const { page, button, dialog, says } = here.hands
  const [group] = await here.city.rows('groups')
  const [program] = await here.city.rows('programs')
  const { id, version } = await here.city.schedule(program, { groups: [group.id] })
  const remove = async () => {
    await button('删除分组 沿街条屏').click()
    await dialog().getByText('删除“沿街条屏”？').waitFor()
    await button('删除', dialog()).click()
  }
  await remove()
  await says(/别处还在用它/)
  await here.city.staff('DELETE', `/api/v1/schedules/${id}`, undefined, { 'If-Match': `"${version}"` })
  await remove()
  await page.getByRole('region', { name: '分组' }).getByText(/还没有分组/).waitFor()
})

step('displays are chosen by tag and shape, and the address keeps the choice', async () => {
  const { page, go, choose, button, says, shot } = here.hands
  const rows = await here.city.rows('displays')
  const gate = rows.find(({ title }) => title === '岗亭') ?? rows[1]
  await here.city.staff('PATCH', `/api/v1/displays/${gate.id}`, { tags: ['门口'] }, { 'If-Match': `"${gate.version}"` })
  await here.city.staff('PATCH', `/api/v1/displays/${rows[0].id}`, { tags: ['沿街'] }, { 'If-Match': `"${rows[0].version}"` })
  await go('/displays')
  const tiles = page.locator('.wall [data-arrows] > a')
  await until(async () => (await tiles.count()) === 2, 'both stand there')
  await choose('标签', /门口/)
  await until(async () => (await tiles.count()) === 1, 'one stands there')
  await shot('displays-filter-zh')
  assert.deepEqual(await here.hands.visitor.barriers(), [])
  await page.reload()
  await until(async () => (await tiles.count()) === 1, 'after a reload too')
  await page.getByPlaceholder('找屏幕').fill('没有这样的')
  await says('没有符合条件的屏幕')
  await button('看全部').click()
  await until(async () => (await tiles.count()) === 2, 'all are back')
})

here.nothingWrong()
