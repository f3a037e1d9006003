// People: an account is made, its holder comes by the one-time link, does what the grants allow, and
// is shut out.
import assert from 'node:assert/strict'
import { until } from './city.mjs'
import { journey } from './journey.mjs'

const GUEST = '周宁'
const GUEST_PASSWORD = '南浦宣传科的周宁本人'
const here = journey()
const { step } = here
let link
let guest

step('an account with a grant is made and its holder is invited', async () => {
  const { page, heading, button, field, choose, go, says, shot } = here.hands
  await go('/people')
  await button('新账号').click()
  await field('账号名').fill(GUEST)
  await button('加一项权限').click()
  await choose('角色', '查看')
  await button('保存').click()
  await heading('人员').waitFor()
  await page.getByRole('row', { name: new RegExp(GUEST) }).getByText('等设密码').waitFor()
  await button('给一次性链接').click()
  await says(/把这个链接交给本人/)
  link = (await page.locator('.link-text').textContent()).trim()
  await shot('people-invited-zh')
})

step('the invited person sets a password on a page that greets them', async () => {
  guest = await here.visit()
  await guest.page.goto(link)
  await guest.heading(`${GUEST}，请设密码`).waitFor()
  await guest.shot('invited-zh')
  assert.deepEqual(await guest.visitor.barriers(), [])
  await guest.page.locator('#new-password').fill('12345678901234567')
  await guest.page.locator('#repeated-password').fill('12345678901234567')
  await guest.button('设好密码并进入').click()
  await guest.says(/太容易被猜到/)
  await guest.page.locator('#new-password').fill(GUEST_PASSWORD)
  await guest.page.locator('#repeated-password').fill(GUEST_PASSWORD)
  await guest.button('设好密码并进入').click()
  await guest.heading('总览').waitFor()
})

step('who may only look is told so, in words', async () => {
  await guest.go('/library/slogans/new')
  await guest.page.locator('#text').fill('我想发一条')
  await guest.button('保存').click()
  await guest.says(/没有做这件事的权限/)
})

step('a link that was used opens nothing again', async () => {
  const other = await here.visit()
  await other.page.goto(link)
  await other.page.locator('#new-password').fill(GUEST_PASSWORD)
  await other.page.locator('#repeated-password').fill(GUEST_PASSWORD)
  await other.button('设好密码并进入').click()
  await other.says(/已经用过/)
})

step('another grant is given, and a token for the account', async () => {
  const { page, button, choose, card, go, says } = here.hands
  await go('/people')
  await page.getByRole('row', { name: new RegExp(GUEST) }).getByText('可用').waitFor() // the page hears of the password
  await page.getByRole('button', { name: GUEST }).click()
  await choose('角色', '编辑')
  await button('保存').click()
  await page.getByRole('row', { name: new RegExp(GUEST) }).getByText('江城市公安局：编辑').waitFor()
  const tokens = card('访问令牌')
  await tokens.getByRole('textbox').fill('大屏巡检')
  await button('做令牌', tokens).click()
  await says('只显示这一次，请现在就存好：')
  await guest.button('保存').click()
  await guest.says('已保存')
})

step('two administrators at one account: the second is asked what to keep', async () => {
  const { page, button, field, go, says, shot } = here.hands
  await go('/people')
  await page.getByRole('button', { name: GUEST }).click()
  await field('账号名').fill('周宁宁')
  const [row] = (await here.city.rows('accounts')).filter(({ name }) => name === GUEST)
  const { version: _, id, created_at, changed_at, has_password, second_step, ...body } = row
  await here.city.staff('PUT', `/api/v1/accounts/${id}`, { ...body, name: '周宁（南浦）' }, { 'If-Match': `"${row.version}"` })
  await button('保存').click()
  await says(/有人也改了“周宁（南浦）”/)
  await shot('people-conflict-zh')
  await button('换成最新的').click()
  await page.getByRole('button', { name: '周宁（南浦）' }).waitFor()
  assert.equal(await field('账号名').inputValue(), '周宁（南浦）')
})

step('a disabled account is out at once, and may come back', async () => {
  const { page, button, dialog, shot } = here.hands
  await page.locator('.el-switch').click()
  await button('保存').click()
  await dialog().getByText('停用“周宁（南浦）”？').waitFor()
  await shot('people-disable-zh')
  await button('停用', dialog()).click()
  await page.getByRole('row', { name: /周宁（南浦）/ }).getByText('已停用').waitFor()
  await guest.go('/displays')
  await guest.heading('登录').waitFor()
  await page.locator('.el-switch').click()
  await button('保存').click()
  await page.getByRole('row', { name: /周宁（南浦）/ }).getByText('可用').waitFor()
  await until(async () => {
    await guest.signIn('周宁（南浦）', GUEST_PASSWORD)
    return true
  }, 'the account can be used again')
})

step('the last administrator is not shut out by a slip', async () => {
  const { page, button, dialog, says } = here.hands
  await page.getByRole('button', { name: '林玥' }).click()
  await page.locator('.el-switch').click()
  await button('保存').click()
  await button('停用', dialog()).click()
  await says(/最后一个/)
})

here.nothingWrong()
