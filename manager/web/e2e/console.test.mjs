// From the one-time link to a slogan on a screen, black and back, in a browser against a real
// manager with real players. Pictures of every page go to MARQUEE_E2E_SHOTS.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Visitor } from './browser.mjs'
import { City, until } from './city.mjs'

const SHOTS = process.env.MARQUEE_E2E_SHOTS ?? new URL('../e2e-shots', import.meta.url).pathname
const NAME = '林玥'
const PASSWORD = '守好每一块屏不放松'
const POSTER = new URL('../public/every-screen.png', import.meta.url).pathname
const WORDS = '陌生来电要提防，多方确认防上当'
const PAGES = {
  overview: '/', displays: '/displays', table: '/displays?view=table', join: '/displays/join', library: '/library',
  slogan: '/library/slogans/new', playlist: '/library/playlists/new', programs: '/programs', program: '/programs/new',
  schedule: '/schedule', schedule_form: '/schedule/new', reviews: '/reviews', emergency: '/emergency',
  people: '/people', account: '/account', certificate: '/certificate',
}

// What the contract does not have yet is not walked; the pages do not offer it either.
const contract = readFileSync(new URL('../../../schemas/openapi.yaml', import.meta.url), 'utf8')
const has = (route) => contract.includes(`${route}:`)

const city = new City()
let visitor
let page
const opened = {} // pages that exist only once something was made
const heading = (name) => page.getByRole('heading', { level: 1, name })
const button = (name) => page.getByRole('button', { name })
const field = (name) => page.getByLabel(name, { exact: true })

// A journey: what comes later stands on what came before.
let broken = ''
function step(name, walk) {
  test(name, async () => {
    assert.equal(broken, '', 'an earlier step failed')
    try {
      await walk()
    } catch (failure) {
      broken = name
      await page?.screenshot({ path: join(SHOTS, 'failed.png') }).catch(() => undefined)
      console.error(city.log('manager').split('\n').slice(-12).join('\n'))
      throw failure
    }
  })
}

async function choose(label, option) {
  await page.locator('.el-select', { has: page.getByRole('combobox', { name: label }) }).click()
  await page.getByRole('option', { name: option }).first().click()
}

before(async () => {
  mkdirSync(SHOTS, { recursive: true })
  await city.startManager()
  await Promise.all([city.startPlayer('subway', '640x360'), city.startPlayer('ticker', '640x64')])
  visitor = await Visitor.arrive(city.url, city.authorityPin)
  page = visitor.page
})

after(async () => {
  await visitor?.leave()
  await city.stop()
})

step('the one-time link makes the first account and enters', async () => {
  await page.goto(await city.setupLink())
  await heading('第一次启用').waitFor()
  await page.screenshot({ path: join(SHOTS, 'setup-zh.png') })
  assert.deepEqual(await visitor.barriers(), [])
  await field('您的账号名').fill(NAME)
  await page.locator('#new-password').fill(PASSWORD)
  await page.locator('#repeated-password').fill(PASSWORD)
  await button('建立账号并进入').click()
  await heading('总览').waitFor()
})

step('a wrong password says how many tries are left, the right one enters', async () => {
  await button('退出登录').click()
  await heading('登录').waitFor()
  assert.deepEqual(await visitor.barriers(), [])
  await page.locator('#account').fill(NAME)
  await page.locator('#password').fill('不是这个密码不是这个')
  await page.keyboard.press('Enter')
  await page.getByText(/还可以试 \d+ 次/).waitFor()
  await page.screenshot({ path: join(SHOTS, 'sign-in-zh.png') })
  await page.locator('#password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await heading('总览').waitFor()
})

step('the displays that joined are listed', async () => {
  await page.getByRole('link', { name: '屏幕', exact: true }).click()
  await page.getByText('subway').first().waitFor()
  await page.getByText('ticker').first().waitFor()
})

step('a slogan is written with true pictures beside it', async () => {
  await visitor.go('/library/slogans/new')
  await page.locator('#text').fill(WORDS)
  const pictures = page.locator('figure img')
  await until(async () => (await pictures.count()) === 4, 'four panels are drawn')
  const sizes = await pictures.evaluateAll((all) => all.map((each) => each.naturalWidth / each.naturalHeight))
  assert.ok(Math.abs(sizes[0] - 6) < 0.05 && Math.abs(sizes[1] - 10) < 0.05, `shapes ${sizes}`)
  await page.screenshot({ path: join(SHOTS, 'slogan-written-zh.png') })
  await button('下一步：做成节目').click()
  await heading(/.+/).first().waitFor()
})

step('the slogan becomes a program', async () => {
  await page.getByRole('list', { name: '画面' }).getByText(/陌生来电/).waitFor()
  await button('画面+条幅').click()
  await page.getByRole('button', { name: /区域 条幅/ }).click()
  await button(/陌生来电要提防.*加到条幅/).click()
  await page.locator('.glass img').waitFor()
  await field('节目名称').fill('反诈宣传')
  await button('送审').click()
  await heading('新排期').waitFor()
})

step('the program is put on the displays and shows there', async () => {
  await choose('单位、分组或单块屏', '江城市公安局')
  await page.keyboard.press('Escape')
  await page.getByText(/在江城市公安局放“反诈宣传”/).waitFor()
  await page.screenshot({ path: join(SHOTS, 'schedule-form-filled-zh.png') })
  await button(/发布到 2 块屏/).click()
  await heading('排期').waitFor()
  await until(() => /rung scheduled/.test(city.seen('ticker')) && /rung scheduled/.test(city.seen('subway')), 'both displays show it')
  await visitor.go('/displays')
  await until(async () => (await page.getByRole('button', { name: /正常 2/ }).count()) === 1, 'both displays are reported as showing')
})

step('the page of a display shows how it should look', async () => {
  await page.getByRole('link', { name: /ticker/ }).first().click()
  await page.getByText('各区正在放什么').waitFor()
  opened.display = new URL(page.url()).hash.slice(1)
  await button('重新截图').click()
  const picture = page.getByRole('img', { name: 'ticker的画面' })
  await picture.waitFor()
  await until(async () => picture.evaluate((each) => each.naturalWidth === 640 && each.naturalHeight === 64), 'the picture has the size of the display')
})

step('a poster is uploaded, checked, and added to the program', async () => {
  await page.getByRole('link', { name: '素材', exact: true }).click()
  await page.locator('input[type=file]').setInputFiles(POSTER)
  await page.getByText(/传完了/).waitFor()
  const card = page.getByRole('article', { name: 'every-screen' })
  await card.locator('.verdict').first().waitFor()
  await card.locator('.thumb img').waitFor()
  await page.screenshot({ path: join(SHOTS, 'library-filled-zh.png') })
  await visitor.go('/programs')
  await page.getByRole('link', { name: '反诈宣传' }).first().click()
  await button(/every-screen.*加到画面/).click()
  await button('送审').click()
  await heading('新排期').waitFor()
  await until(() => /revision 2 /.test(city.seen('subway')), 'the display shows the new revision')
})

step('everything goes black and comes back', async () => {
  await page.getByRole('link', { name: '应急发布' }).click()
  await button(/全黑 · 2 块屏/).click()
  await button('全黑 2 块屏').click()
  await until(() => /rung black/.test(city.seen('ticker')) && /rung black/.test(city.seen('subway')), 'both displays are black')
  await until(async () => (await page.locator('.count b').first().textContent()) === '2', 'both receipts are counted')
  await page.screenshot({ path: join(SHOTS, 'emergency-black-zh.png') })
  const lift = button('按住 2 秒解除')
  await lift.focus()
  await page.keyboard.down('Space')
  await until(() => /rung scheduled/.test(city.seen('ticker')), 'the display shows its program again')
  await page.keyboard.up('Space')
})

if (has('/enrolments/lookups')) step('a device joins by the code on its screen', async () => {
  const shown = await city.startPlayerWithCode('gate', '192x32')
  await visitor.go('/displays/join')
  await page.locator('#code').fill(shown.code)
  await button('查这台设备').click()
  await page.getByText(shown.device).waitFor()
  await page.getByText(shown.trust).waitFor()
  await page.screenshot({ path: join(SHOTS, 'join-compare-zh.png') })
  await page.getByLabel('两行都一样').check()
  await button('登记这台设备').click()
  await page.getByText(/登记好了/).waitFor()
  await until(() => /rung scheduled/.test(city.seen('gate')), 'the new display shows what its unit shows')
})

test('every page can be used in both languages and themes, and nothing is cut off', async () => {
  const state = await visitor.context.storageState()
  const looks = [
    { language: 'zh-CN', dark: false, viewport: { width: 1440, height: 900 }, name: 'zh' },
    { language: 'zh-CN', dark: true, viewport: { width: 1280, height: 720 }, name: 'zh-dark' },
    { language: 'en', dark: false, viewport: { width: 1280, height: 720 }, name: 'en' },
    { language: 'en', dark: true, viewport: { width: 1440, height: 900 }, name: 'en-dark' },
  ]
  const found = []
  for (const look of looks) {
    await visitor.context.close()
    await visitor.open({ ...look, state })
    page = visitor.page
    for (const [name, path] of Object.entries({ ...PAGES, ...opened })) {
      await visitor.go(path)
      await page.locator('main h1').first().waitFor({ state: 'attached' })
      await page.waitForTimeout(150) // fades of 120 ms would lower the contrast that axe measures
      await page.screenshot({ path: join(SHOTS, `${name}-${look.name}.png`) })
      for (const barrier of await visitor.barriers()) found.push(`${name} ${look.name}: ${barrier}`)
      for (const part of await visitor.cutOff()) found.push(`${name} ${look.name}: cut off ${part}`)
    }
  }
  assert.deepEqual(found, [])
})

test('the keyboard reaches everything with a focus that is seen', async () => {
  await visitor.go('/displays')
  await page.locator('main h1').waitFor()
  const seen = []
  for (let step = 0; step < 24; step += 1) {
    await page.keyboard.press('Tab')
    seen.push(
      await page.evaluate(() => {
        const part = document.activeElement
        const style = getComputedStyle(part)
        const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1
        return { name: part.getAttribute('aria-label') || part.textContent.trim().slice(0, 20), ring, body: part === document.body }
      }),
    )
  }
  assert.ok(new Set(seen.map(({ name }) => name)).size > 12, JSON.stringify(seen))
  assert.deepEqual(seen.filter(({ ring, body }) => !ring && !body), [])
})

test('nothing was refused by the policy, nobody else was asked, and no page broke', () => {
  assert.deepEqual(visitor.faults, [])
  assert.deepEqual([...visitor.strangers], [])
})
