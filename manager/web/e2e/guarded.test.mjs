// What guards an account: the second step of signing in, where somebody is signed in, and the trail.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { journey, SHOTS } from './journey.mjs'

const GUEST = '周宁'
const GUEST_PASSWORD = '南浦宣传科的周宁本人'
const here = journey()
const { step } = here
let guest
let root
let secret
let spare

// An authenticator app nobody here made. A code is good once, so the second is the next one's.
const app = (ahead = 0) => execFileSync('oathtool', ['--totp', '--base32', `--now=${new Date(Date.now() + ahead * 30_000).toISOString()}`, secret], { encoding: 'utf8' }).trim()

const make = async (path, body) => (await here.city.staff('POST', `/api/v1/${path}`, body)).json

async function typePassword() {
  await guest.page.goto(`${guest.visitor.url}/#/sign-in`)
  await guest.page.locator('#account').fill(GUEST)
  await guest.page.locator('#password').fill(GUEST_PASSWORD)
  await guest.page.keyboard.press('Enter')
}
async function typeCode(code) {
  await guest.page.locator('#code').waitFor()
  await guest.page.locator('#code').fill(code)
  await guest.page.keyboard.press('Enter')
}

step('somebody sets two-step sign-in up with an app that reads the picture', async () => {
  root = await here.city.rootUnit()
  const { id } = await make('accounts', { unit_id: root, name: GUEST, grants: [{ role: 'viewer', unit_id: root }] })
  const { url } = await make(`accounts/${id}/invitation`)
  guest = await here.visit()
  await guest.page.goto(url)
  await guest.page.locator('#new-password').fill(GUEST_PASSWORD)
  await guest.page.locator('#repeated-password').fill(GUEST_PASSWORD)
  await guest.button('设好密码并进入').click()
  await guest.heading('总览').waitFor()
  await guest.go('/account')
  const card = guest.card('两步登录')
  await guest.button('开启两步登录', card).click()
  await guest.page.locator('#step-password').fill('这不是密码，真的不是')
  await guest.button('继续', card).click()
  await guest.says(/不对，还可以试/)
  await guest.page.locator('#step-password').fill(GUEST_PASSWORD)
  await guest.button('继续', card).click()
  const picture = card.getByRole('img', { name: '给验证器应用扫的二维码' })
  await picture.waitFor()
  await guest.shot('two-step-zh')
  assert.deepEqual(await guest.visitor.barriers(), [])
  const file = join(SHOTS, 'two-step-qr.png')
  await picture.screenshot({ path: file })
  const url_read = new URL(execFileSync('zbarimg', ['--quiet', '--raw', file], { encoding: 'utf8' }).trim())
  assert.equal(decodeURIComponent(url_read.pathname).split(':').at(-1), GUEST)
  secret = url_read.searchParams.get('secret')
  const typed = (await card.locator('.secret').textContent()).replaceAll(' ', '')
  assert.equal(typed, secret)
  await guest.page.locator('#first-code').fill('000000')
  await guest.button('开启', card).click()
  await guest.says(/验证码不对，没有开启/)
  await guest.page.locator('#first-code').fill(app(-1))
  await guest.button('开启', card).click()
  await guest.says('两步登录开好了。')
  spare = await card.locator('.spare li').allTextContents()
  assert.equal(new Set(spare).size, 10)
  await guest.shot('spare-codes-zh')
  const download = guest.page.waitForEvent('download')
  await guest.button('存成文件', card).click()
  const kept = readFileSync(await (await download).path(), 'utf8')
  for (const code of spare) assert.ok(kept.includes(code))
  await guest.button('已存好', card).click()
  await card.getByText(/备用码还有 10 个/).waitFor()
})

step('signing in asks for a code; a wrong one is refused, and each is good once', async () => {
  await guest.button('退出登录').click()
  await typePassword()
  await guest.page.locator('#code').waitFor()
  await guest.shot('code-asked-zh')
  assert.deepEqual(await guest.visitor.barriers(), [])
  await typeCode('123456')
  await guest.says('验证码不对。')
  await guest.shot('code-wrong-zh')
  const code = app(0)
  await typeCode(code)
  await guest.heading('总览').waitFor()
  await guest.button('退出登录').click()
  await typePassword()
  await typeCode(code)
  await guest.says('验证码不对。')
  await typeCode(spare[0].toUpperCase())
  await guest.heading('总览').waitFor()
  await guest.go('/account')
  await guest.card('两步登录').getByText(/备用码还有 9 个/).waitFor()
})

step('where somebody is signed in is shown, and ended from afar', async () => {
  const { page, button, card, go, shot } = here.hands
  await go('/account')
  await card('登录着的地方').getByText('就是这里').waitFor()
  await shot('account-zh')
  await go('/people')
  await page.getByRole('button', { name: GUEST }).click()
  const places = card('登录着的地方')
  await places.getByText(/Chrome \d+ · Linux/).first().waitFor()
  await page.getByRole('row', { name: new RegExp(GUEST) }).getByText('两步登录已开').waitFor()
  await shot('people-sessions-zh')
  assert.deepEqual(await here.hands.visitor.barriers(), [])
  await button(/^退出Chrome/, places).first().click()
  await places.getByText('现在没有在任何地方登录。').waitFor()
  await guest.go('/displays')
  await guest.says(/登录已到时/)
})

step('an invitation gives a new password, and nobody past the second step', async () => {
  const [{ id }] = (await here.city.rows('accounts')).filter(({ name }) => name === GUEST)
  const { url } = await make(`accounts/${id}/invitation`)
  await guest.page.goto(url)
  await guest.page.locator('#new-password').fill(GUEST_PASSWORD)
  await guest.page.locator('#repeated-password').fill(GUEST_PASSWORD)
  await guest.button('设好密码并进入').click()
  await guest.says(/密码设好了。这个账号开了两步登录/)
  await guest.shot('password-set-zh')
})

step('who lost telephone and codes is helped by an administrator', async () => {
  const { page, button, card, dialog, shot } = here.hands
  await button('关闭两步登录', card('两步登录')).click()
  await dialog().getByText(`替“${GUEST}”关闭两步登录？`).waitFor()
  await shot('two-step-lost-zh')
  await button('关闭两步登录', dialog()).click()
  await page.getByRole('row', { name: new RegExp(GUEST) }).getByText('两步登录已开').waitFor({ state: 'detached' })
  await typePassword()
  await guest.heading('总览').waitFor()
})

step('the trail is searched by person, by what it is about and by words', async () => {
  const { page, button, choose, go, shot, says } = here.hands
  await go('/audit')
  await page.getByText('账号 · 关两步登录').waitFor()
  await shot('audit-zh')
  assert.deepEqual(await here.hands.visitor.barriers(), [])
  await choose('什么事', '登录')
  await page.getByText('账号 · 关两步登录').waitFor({ state: 'detached' })
  await page.getByText('登录 · 拒绝').first().waitFor()
  await page.locator('tbody').getByRole('button', { name: GUEST }).first().click()
  await button(`只看${GUEST}`).waitFor()
  await page.locator('tbody').getByRole('button', { name: '林玥' }).first().waitFor({ state: 'detached' })
  await page.getByPlaceholder('在详情里找').fill('没有这样的词')
  await says('没有符合的记录')
  await button('看全部').first().click()
  await page.getByText('账号 · 关两步登录').waitFor()
})

step('what was found is taken along as a table that a spreadsheet reads', async () => {
  const { page, button, choose, says } = here.hands
  await make('slogans', { unit_id: root, name: '=1+1', text: 'x', style: { text: '#ffffff', background: '#000000', motion: 'still' } })
  await choose('什么事', '标语')
  await page.getByText('标语 · 新建').waitFor()
  const download = page.waitForEvent('download')
  await button('导出 CSV').click()
  const file = await download
  assert.match(file.suggestedFilename(), /^审计-\d{4}-\d{2}-\d{2}\.csv$/)
  const text = readFileSync(await file.path(), 'utf8')
  assert.equal(text[0], '\uFEFF')
  const [head, row, ...more] = Papa.parse(text.slice(1).trim()).data
  assert.deepEqual(more, [])
  assert.equal(head[2], '谁')
  assert.equal(row[2], '林玥')
  assert.equal(row[3], '标语 · 新建')
  assert.equal(row[5], "'=1+1")
  await says('导出了 1 条。')
})

here.nothingWrong()
