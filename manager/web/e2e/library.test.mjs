// A film on its way to the manager: progress, pause, a page that is loaded again half-way, and what
// the check says. Every file is a real one; the line is made slow by the browser.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { until } from './city.mjs'
import { journey, NAME, SHOTS } from './journey.mjs'

const folder = mkdtempSync(join(tmpdir(), 'marquee-e2e-media-'))
const FILM = join(folder, '守好钱袋子.mp4')
const NO_FILM = join(folder, '不是视频.mp4')
const BOX_BYTES = 7_000_000
const LINE_BYTES_PER_SECOND = 1_500_000
const here = journey()
const { step } = here
let stoppedAt

after(() => rmSync(folder, { recursive: true, force: true }))

const uploads = () => here.hands.page.getByRole('list', { name: '上传' }).getByRole('listitem')
const percent = async () => Number(await uploads().locator('progress').first().getAttribute('value'))
const choose = (file) => here.hands.page.locator('input[type=file]').setInputFiles(file)

step('a film shows how far it is, and stops and goes on when it is told to', async () => {
  // A short film that is quick to check, and a box of nothing behind it that takes its time to send.
  const sources = ['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=25', '-f', 'lavfi', '-i', 'sine']
  execFileSync('ffmpeg', ['-v', 'error', ...sources, '-t', '4', '-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', FILM])
  const box = Buffer.alloc(BOX_BYTES)
  box.writeUInt32BE(BOX_BYTES, 0)
  box.write('free', 4)
  appendFileSync(FILM, box)
  assert.ok(statSync(FILM).size > 4_000_000, 'the film is large enough to be stopped')
  const { go, button, shot, visitor } = here.hands
  await go('/library')
  await visitor.slowDown(LINE_BYTES_PER_SECOND)
  await choose(FILM)
  await until(async () => (await percent()) >= 10, 'a part is sent')
  await button('暂停').click()
  await uploads().getByText(/已暂停/).waitFor()
  const at = await percent()
  await shot('upload-paused-zh')
  await new Promise((resolve) => setTimeout(resolve, 700))
  assert.equal(await percent(), at, 'nothing more is sent')
  await button('接着传').click()
  await until(async () => (await percent()) > at + 5, 'it goes on')
})

step('after the page was loaded again the same file goes on where it stopped', async () => {
  const { page, says, shot, visitor } = here.hands
  await page.reload()
  await visitor.slowDown(LINE_BYTES_PER_SECOND)
  await says(/再选一次同一个文件，从这里接着传/)
  stoppedAt = await percent()
  assert.ok(stoppedAt > 10 && stoppedAt < 100, `stopped at ${stoppedAt}`)
  await shot('upload-earlier-zh')
  const offsets = []
  page.on('request', (request) => request.method() === 'PATCH' && offsets.push(Number(request.headers()['upload-offset'])))
  await choose(FILM)
  await visitor.slowDown(0)
  await uploads().getByText(/传完了/).waitFor()
  assert.equal(await uploads().count(), 1)
  assert.ok(offsets[0] >= (statSync(FILM).size * (stoppedAt - 1)) / 100, `went on from ${offsets[0]}`)
})

step('the film is checked with progress, and says where it will play', async () => {
  const { page, shot } = here.hands
  const card = page.getByRole('article', { name: '守好钱袋子' })
  await card.locator('progress').waitFor()
  await card.locator('.verdict').first().waitFor({ timeout: 120_000 })
  await card.locator('.thumb img').waitFor()
  await card.getByText(/视频 · 640×360 · 0:04/).waitFor()
  await shot('library-film-zh')
})

step('a film is given another name, and one that was given up leaves nothing', async () => {
  const { page, button, visitor } = here.hands
  const card = page.getByRole('article', { name: '守好钱袋子' })
  await button('改名', card).click()
  await card.getByRole('textbox').fill('守好钱袋子（城南）')
  await page.keyboard.press('Enter')
  await page.getByRole('article', { name: '守好钱袋子（城南）' }).waitFor()
  await button(/从列表里去掉/).click()
  await visitor.slowDown(LINE_BYTES_PER_SECOND / 4)
  await choose({ name: '不要了.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(3_000_000, 7) })
  await until(async () => (await percent()) >= 5, 'a part is sent')
  await button('不传 不要了.mp4 了').click()
  await uploads().first().waitFor({ state: 'detached' })
  await visitor.slowDown(0)
  await page.reload()
  await page.getByRole('article', { name: '守好钱袋子（城南）' }).waitFor()
  assert.equal(await uploads().count(), 0)
  assert.equal((await here.city.rows('assets')).length, 1)
})

step('what is no film is refused in a sentence, and can be deleted', async () => {
  const { page, button, dialog, shot } = here.hands
  writeFileSync(NO_FILM, '这只是文字。'.repeat(100))
  await choose(NO_FILM)
  const card = page.getByRole('article', { name: '不是视频' })
  await card.locator('.verdict.off').waitFor()
  assert.match(await card.locator('.verdict.off').textContent(), /。$/)
  await shot('library-refused-zh')
  await button('删除', card).click()
  await dialog().getByText('删除“不是视频”？').waitFor()
  await button('删除', dialog()).click()
  await card.waitFor({ state: 'detached' })
})

step('a slip is undone with one press on the note', async () => {
  const { page, button, dialog, shot } = here.hands
  const note = page.getByRole('complementary', { name: '回收站' })
  const card = page.getByRole('article', { name: '不是视频' })
  await note.getByText('“不是视频”已放进回收站').waitFor()
  await shot('trash-note-zh')
  await button('撤销', note).click()
  await card.waitFor()
  await note.getByText('“不是视频”已恢复').waitFor()
  await button('删除', card).click()
  await button('删除', dialog()).click()
  await card.waitFor({ state: 'detached' })
})

const TRASH_LOOKS = [
  { language: 'zh-CN', dark: false, viewport: { width: 1440, height: 900 }, name: 'zh' },
  { language: 'zh-CN', dark: true, viewport: { width: 1280, height: 720 }, name: 'zh-dark' },
  { language: 'en', dark: false, viewport: { width: 1280, height: 720 }, name: 'en' },
  { language: 'en', dark: true, viewport: { width: 1440, height: 900 }, name: 'en-dark' },
]

// What a page looks like to somebody else who opens it.
async function looksWell(path, name) {
  const state = await here.hands.visitor.context.storageState()
  for (const look of TRASH_LOOKS) {
    const { visitor, page, go } = await here.visit({ ...look, state })
    await go(path)
    await visitor.settle()
    await page.screenshot({ path: join(SHOTS, `${name}-${look.name}.png`) })
    assert.deepEqual(await visitor.barriers(), [], `${name} ${look.name}`)
    assert.deepEqual(await visitor.cutOff(), [], `${name} ${look.name}`)
    await visitor.context.close()
  }
}

step('the trash gives back what was deleted, in the right order, or lets it go for good', async () => {
  const { page, go, button, dialog, says } = here.hands
  const { city } = here
  const root = await city.rootUnit()
  const style = { text: '#ffffff', background: '#000000', motion: 'still' }
  const made = async (kind, body) => (await city.staff('POST', `/api/v1/${kind}`, { unit_id: root, ...body })).json
  const gone = (kind, id) => city.staff('DELETE', `/api/v1/${kind}/${id}`, undefined, { 'If-Match': '"1"' })
  const slogan = await made('slogans', { name: '心莫贪', text: '心莫贪', style })
  const playlist = await made('playlists', { name: '早间轮播', items: [{ slogan_id: slogan.id, duration_ms: 5000 }] })
  await gone('playlists', playlist.id)
  await gone('slogans', slogan.id)
  await go('/library/trash')
  const row = (name) => page.getByRole('row', { name })
  await row(/不是视频/).getByText(NAME).waitFor()
  await looksWell('/library/trash', 'trash')
  // What needs another thing says its name; both together come back.
  await button('恢复', row(/早间轮播/)).click()
  await says(/“心莫贪”也在回收站里/)
  await page.getByRole('checkbox', { name: '选 早间轮播' }).check()
  await page.getByRole('checkbox', { name: '选 心莫贪' }).check()
  await button('恢复选中的（2）').click()
  await row(/早间轮播/).waitFor({ state: 'detached' })
  assert.equal((await city.rows('playlists')).length, 1)
  assert.equal((await city.rows('slogans')).length, 1)
  await button('彻底删除', row(/不是视频/)).click()
  await dialog().getByText('彻底删除“不是视频”？').waitFor()
  await button('彻底删除', dialog()).click()
  await says('回收站是空的')
  assert.equal((await city.rows('trash')).length, 0)
})

const COMIC = '反诈漫画'
const PAGES = [2, 10, 1].map((number) => join(folder, `${COMIC} ${number}.png`))

step('pictures that are dropped together become one comic, in the order of their numbers', async () => {
  const { page, go, button, field, says, shot } = here.hands
  for (const [index, file] of PAGES.entries()) {
    const colour = ['red', 'green', 'blue'][index]
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', `color=c=${colour}:s=480x640`, '-frames:v', '1', file])
  }
  await go('/library')
  await choose(PAGES)
  await says(/刚传来的 3 张图片，是一套连环画吗/)
  await shot('comic-offer-zh')
  await button('用这 3 张做成一套').click()
  await page.waitForURL(/comics\/new/)
  assert.equal(await field('标题').inputValue(), COMIC)
  const pages = page.getByRole('list', { name: '各页' }).getByRole('listitem')
  const order = async () => (await pages.locator('p.el').allTextContents()).map((text) => text.trim())
  await until(async () => (await order()).every((text) => text.includes(COMIC)), 'the pages have their names')
  assert.deepEqual(await order(), [`1 ${COMIC} 1`, `2 ${COMIC} 2`, `3 ${COMIC} 10`])
  await until(() => button('保存').isEnabled(), 'every page was checked')
  await pages.first().dragTo(pages.last())
  assert.deepEqual(await order(), [`1 ${COMIC} 2`, `2 ${COMIC} 10`, `3 ${COMIC} 1`])
  await button(`第 3 页 ${COMIC} 1 往前挪`).click()
  await button(`第 2 页 ${COMIC} 1 往前挪`).click()
  await field('每页几秒').fill('4')
  await field('每页几秒').press('Enter')
  await button('保存').click()
  await page.waitForURL(/comics\/[0-9a-f-]{36}/)
  await looksWell(new URL(page.url()).hash.slice(1), 'comic')
  await go('/library')
  const card = page.getByRole('article', { name: COMIC, exact: true })
  await card.getByText('3 页').waitFor()
  await card.getByText('连环画 · 每页 4 秒 · 0:12').waitFor()
  await card.locator('img').waitFor()
  assert.equal(await page.getByRole('article', { name: `${COMIC} 1` }).count(), 0, 'a page is in its comic')
  await shot('comic-card-zh')
  await button(/^图片/).click()
  await page.getByRole('article', { name: `${COMIC} 10` }).waitFor()
})

step('a comic is one item of a playlist, and its pages stay while that needs them', async () => {
  const { page, go, button, field, dialog, says } = here.hands
  const { city } = here
  const lists = async () => new Map((await city.rows('playlists')).map((list) => [list.name, list]))
  await go('/library/playlists/new')
  await field('名称').fill('早晚轮播')
  await button(new RegExp(`${COMIC}.*连环画 3 页`)).click()
  await page.getByRole('list', { name: '播放列表' }).getByText('0:12').first().waitFor()
  await button('保存').click()
  await page.waitForURL(/playlists\/[0-9a-f-]{36}/)
  const rotation = (await lists()).get('早晚轮播')
  assert.equal(rotation.items.length, 1)
  assert.equal(rotation.items[0].comic.pages.length, 3)
  assert.equal(rotation.items[0].comic.page_ms, 4000)

  const note = page.getByRole('complementary', { name: '回收站' })
  const card = page.getByRole('article', { name: COMIC, exact: true })
  const pictures = async () => (await city.rows('assets')).filter(({ kind }) => kind === 'picture').length
  const away = async () => {
    await button('删除', card).click()
    await button('删除', dialog()).click()
    await card.waitFor({ state: 'detached' })
  }
  await go('/library?kind=comic')
  await button('删除', card).click()
  await dialog().getByText('其中 3 张别的播放列表或连环画还在用').waitFor()
  await button('取消', dialog()).click()
  await away()
  assert.equal(await pictures(), 3, 'the playlist needs them')
  await button('撤销', note).click()
  await card.waitFor()

  await city.staff('DELETE', `/api/v1/playlists/${rotation.id}`, undefined, { 'If-Match': `"${rotation.version}"` })
  await go('/library?kind=comic')
  await card.waitFor()
  await away()
  await until(async () => (await pictures()) === 0, 'its pages went with it')
  await button('撤销', note).click()
  await card.waitFor()
  assert.equal(await pictures(), 3)
  assert.deepEqual((await lists()).get(COMIC).items[0].comic.page_ms, 4000)
  await says('3 页')
})

step('words on things find them, and are taken away again', async () => {
  const { page, button, go, says, shot, visitor } = here.hands
  const style = { text: '#ffffff', background: '#000000', motion: 'still' }
  const unit_id = await here.city.rootUnit()
  for (const name of ['警民同心', '陌生来电']) await here.city.staff('POST', '/api/v1/slogans', { unit_id, name, text: name, style })
  await go('/library?kind=slogan')
  const card = (name) => page.getByRole('article', { name })
  const write = async (name, word) => {
    await button(`给“${name}”加标签`, card(name)).click()
    await card(name).getByRole('combobox').fill(word)
    await page.getByRole('option', { name: word, exact: true }).click()
    await card(name).getByText(word, { exact: true }).first().waitFor()
    await card(name).getByRole('combobox').press('Escape') // the list closes, and the words stand as chips
    await button(word, card(name)).waitFor()
  }
  await write('警民同心', '反诈')
  await write('陌生来电', '反诈')
  await write('陌生来电', '电话')
  await shot('library-tags-zh')
  await visitor.settle()
  assert.deepEqual(await visitor.barriers(), [])
  await button('电话', card('陌生来电')).click()
  await card('警民同心').waitFor({ state: 'detached' })
  await page.reload()
  await card('陌生来电').waitFor()
  assert.equal(await card('警民同心').count(), 0)
  await page.getByPlaceholder('找素材').fill('没有这个')
  await says('没有符合条件的素材')
  await button('看全部').click()
  await card('警民同心').waitFor()
  const [first] = (await here.city.rows('library-tags')).filter(({ tags }) => tags.length === 2)
  assert.deepEqual(first.tags, ['反诈', '电话'].sort())
})

here.nothingWrong()
