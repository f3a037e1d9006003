// From an idea to the glass: a slogan, a program, a schedule, a poster, a playlist, and two people
// who change the same thing.
import assert from 'node:assert/strict'
import { until } from './city.mjs'
import { POSTER, WORDS, journey } from './journey.mjs'

const here = journey({ subway: '640x360', ticker: '640x64' })
const { step } = here
const shown = (name, what) => until(() => what.test(here.city.seen(name)), `${name} shows ${what}`)
let program

step('a slogan is written with true pictures beside it', async () => {
  const { page, button, heading, go, shot } = here.hands
  await go('/library/slogans/new')
  await page.locator('#text').fill(WORDS)
  const pictures = page.locator('figure img, figure canvas')
  await until(async () => (await pictures.count()) === 4, 'four panels are drawn')
  const sizes = await pictures.evaluateAll((all) => all.map((each) => (each.naturalWidth ?? each.width) / (each.naturalHeight ?? each.height)))
  assert.ok(Math.abs(sizes[0] - 6) < 0.05 && Math.abs(sizes[1] - 10) < 0.05, `shapes ${sizes}`)
  await shot('slogan-written-zh')
  await button('下一步：做成节目').click()
  await heading(/.+/).first().waitFor()
})

step('the slogan becomes a program', async () => {
  const { page, button, field, heading } = here.hands
  await page.getByRole('list', { name: '画面' }).getByText(/陌生来电/).waitFor()
  await button('画面+条幅').click()
  await button(/区域 条幅/).click()
  await button(/陌生来电要提防.*加到条幅/).click()
  await page.locator('.glass img').waitFor()
  await field('节目名称').fill('反诈宣传')
  await button('送审').click()
  await heading('新排期').waitFor()
})

step('the program is put on the displays and shows there', async () => {
  const { page, button, choose, heading, go, says, shot } = here.hands
  await choose('单位、分组或单块屏', '江城市公安局')
  await page.keyboard.press('Escape')
  await button('自己定').click()
  await choose('几点开始', '00:00')
  await choose('几点结束', '24:00')
  await says(/每天，00:00–24:00，在江城市公安局放“反诈宣传”/)
  await shot('schedule-form-filled-zh')
  await button(/发布到 2 块屏/).click()
  await heading('排期').waitFor()
  await Promise.all([shown('ticker', /rung scheduled/), shown('subway', /rung scheduled/)])
  await go('/displays')
  await until(async () => (await button(/正常 2/).count()) === 1, 'both displays are reported as showing')
})

step('a poster is uploaded, checked, and added to the program', async () => {
  const { page, button, heading, go, says, shot } = here.hands
  await page.getByRole('link', { name: '素材', exact: true }).click()
  await page.locator('input[type=file]').setInputFiles(POSTER)
  await says(/传完了/)
  const card = page.getByRole('article', { name: 'every-screen' })
  await card.locator('.verdict').first().waitFor()
  await card.locator('.thumb img').waitFor()
  await shot('library-filled-zh')
  await go('/programs')
  await page.getByRole('link', { name: '反诈宣传' }).first().click()
  await button(/every-screen.*加到画面/).click()
  program = new URL(page.url()).hash.slice(1)
  await button('送审').click()
  await heading('新排期').waitFor()
  await shown('subway', /revision 2 /)
})

step('what a program shows is not deleted from under it', async () => {
  const { page, button, dialog, go, says } = here.hands
  await go('/library')
  const card = page.getByRole('article', { name: 'every-screen' })
  await button('删除', card).click()
  await button('删除', dialog()).click()
  await says(/别处还在用它/)
})

step('a playlist is made, and a zone of the program plays it', async () => {
  const { page, button, field, choose, heading, go, says, shot } = here.hands
  await go('/library/playlists/new')
  await field('名称').fill('晚高峰')
  await button(/陌生来电要提防.*加到晚高峰/).click()
  await button(/every-screen.*加到晚高峰/).click()
  await field('every-screen放几秒').fill('6')
  await button('every-screen往前').click()
  await button('保存').click()
  await says('已保存')
  await shot('playlist-filled-zh')
  await go(program)
  await button(/区域 条幅/).click()
  await choose('内容来源', '晚高峰')
  await says(/这个区域播的是素材库里的播放列表/)
  await button('送审').click()
  await heading('新排期').waitFor()
  await shown('subway', /revision 3 /)
})

step('a changed playlist changes what is shown', async () => {
  const { page, button, go, says } = here.hands
  await go('/library?kind=playlist')
  await page.getByRole('link', { name: '晚高峰' }).click()
  await button('去掉every-screen').click()
  await button('保存').click()
  await says('已保存')
  await shown('subway', /revision 4 /)
  await go('/library?kind=playlist')
  await button('删除', page.getByRole('row', { name: /晚高峰/ })).click()
  await button('删除', here.hands.dialog()).click()
  await says(/节目“反诈宣传”在用它/)
})

step('two people change one program: the second is told who, and chooses', async () => {
  const { page, button, field, go, says, shot } = here.hands
  await go(program)
  await says('已批准')
  const id = program.split('/').pop()
  const { json: before } = await here.city.staff('GET', `/api/v1/programs/${id}`)
  const playlists = new Map(before.playlists.map((each) => [each.zone, each.playlist_id]))
  const slogan = (await here.city.rows('slogans'))[0].id
  const zones = before.layout.zones.map(({ name, rect }) =>
    playlists.has(name) ? { name, rect, playlist_id: playlists.get(name) } : { name, rect, items: [{ slogan_id: slogan, duration_ms: 4000 }] })
  const layout = { canvas: before.layout.canvas, zones }
  await here.city.staff('PUT', `/api/v1/programs/${id}`, { unit_id: before.unit_id, name: '反诈宣传（别人改的）', layout }, { 'If-Match': `"${before.version}"` })
  await field('节目名称').fill('反诈宣传（我改的）')
  await button('存草稿').click()
  await says(/林玥也改了“反诈宣传（别人改的）”/)
  await shot('program-conflict-zh')
  await button('用我的存上').click()
  await until(async () => (await here.city.rows('programs'))[0].name === '反诈宣传（我改的）', 'mine is stored')
  assert.equal(await page.getByRole('alert').count(), 0)
})

step('two people change one slogan: taking the newest takes it', async () => {
  const { page, button, go, says } = here.hands
  const [slogan] = await here.city.rows('slogans')
  await go(`/library/slogans/${slogan.id}`)
  await until(async () => (await page.locator('#text').inputValue()) === WORDS, 'the slogan is there')
  await go(program) // its draft stands in the way of a change on air
  await button('送审').click()
  await says('新排期')
  await go(`/library/slogans/${slogan.id}`)
  await until(async () => (await page.locator('#text').inputValue()) === WORDS, 'the slogan is there')
  const { unit_id, name, language, style } = slogan
  await here.city.staff('PUT', `/api/v1/slogans/${slogan.id}`, { unit_id, name, language, style, text: '别人改过的标语' }, { 'If-Match': `"${slogan.version}"` })
  await page.locator('#text').fill('我写的标语')
  await button('保存').click()
  await says(/有人也改了/)
  await button('换成最新的').click()
  assert.equal(await page.locator('#text').inputValue(), '别人改过的标语')
})

step('a character that no font draws is named before anything is stored', async () => {
  const { page, button, go, says, shot } = here.hands
  await go('/library/slogans/new')
  await page.locator('#text').fill('平安\u{1F6E8}\u{E123}江城')
  await says(/没有字库能画/)
  await page.locator('.marked mark.error').first().waitFor()
  assert.equal(await page.locator('.marked mark.error').first().textContent(), '\u{1F6E8}\u{E123}')
  await page.locator('#text').focus()
  await page.keyboard.press('Home')
  assert.equal(await page.locator('#text-told').textContent(), '')
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight')
  await page.locator('#text-told').getByText(/现有字体里没有/).waitFor()
  await shot('slogan-underlined-zh')
  await button('保存').click()
  assert.equal((await here.city.rows('slogans')).length, 1)
  await page.locator('#text').fill('')
})

step('taking a schedule off asks, names how many displays, and then clears them', async () => {
  const { button, dialog, go } = here.hands
  await go('/schedule?view=list')
  await button('撤下').click()
  await dialog().getByText('2 块屏几秒内改放下一级的内容。').waitFor()
  await button('撤下', dialog()).click()
  await here.hands.says('还没有排期')
  await until(() => !/rung scheduled/.test(here.city.seen('ticker')), 'the display shows it no more')
})

here.nothingWrong()
