// Through the door: the first start, signing in and out, another password, a sign-in that ended.
import assert from 'node:assert/strict'
import { NAME, PASSWORD, journey } from './journey.mjs'

const NEW_PASSWORD = '换一个更长的口令试试'
const here = journey({}, { locked: true })
const { step } = here

step('the one-time link makes the first account and enters', async () => {
  const { page, heading, field, button, shot, visitor } = here.hands
  await page.goto(await here.city.setupLink())
  await heading('第一次启用').waitFor()
  await shot('setup-zh')
  assert.deepEqual(await visitor.barriers(), [])
  await field('您的账号名').fill(NAME)
  await page.locator('#new-password').fill(PASSWORD)
  await page.locator('#repeated-password').fill(PASSWORD)
  await button('建立账号并进入').click()
  await heading('总览').waitFor()
})

step('a wrong password says how many tries are left, the right one enters', async () => {
  const { page, heading, button, says, shot, visitor } = here.hands
  await button('退出登录').click()
  await heading('登录').waitFor()
  assert.deepEqual(await visitor.barriers(), [])
  await page.locator('#account').fill(NAME)
  await page.locator('#password').fill('不是这个密码不是这个')
  await page.keyboard.press('Enter')
  await says(/还可以试 \d+ 次/)
  await shot('sign-in-zh')
  await page.locator('#password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await heading('总览').waitFor()
})

step('a token for a program is made, shown once and revoked', async () => {
  const { page, card, button, dialog, go, says, shot } = here.hands
  await go('/account')
  const tokens = card('访问令牌')
  await tokens.getByRole('textbox').fill('值班室监控')
  await button('做令牌', tokens).click()
  await says('只显示这一次，请现在就存好：')
  const secret = (await tokens.locator('.secret').textContent()).trim()
  await shot('account-token-zh')
  const asked = () => here.city.staff('GET', '/api/v1/session', undefined, { Authorization: `Bearer ${secret}` })
  assert.equal((await asked()).status, 200)
  const row = tokens.getByRole('listitem').filter({ hasText: '值班室监控' })
  await button('作废', row).click()
  await dialog().getByText('作废“值班室监控”？').waitFor()
  await button('作废', dialog()).click()
  await row.waitFor({ state: 'detached' })
  await assert.rejects(asked, /401/)
  assert.equal(await page.locator('.secret').count(), 0, 'the secret of a revoked token is not kept in sight')
})

step('another password is set, and this window and its neighbour work on', async () => {
  const { page, field, button, go, says, visitor } = here.hands
  const neighbour = await visitor.anotherPage()
  await neighbour.goto(`${visitor.url}/#/library/slogans/new`)
  await neighbour.locator('#text').fill('隔壁窗口在写')
  await go('/account')
  await page.locator('#present').fill('记错了的旧密码就是它')
  await page.locator('#next').fill(NEW_PASSWORD)
  await page.locator('#repeated').fill(NEW_PASSWORD)
  await button('换密码').click()
  await says(/密码不对/)
  await page.locator('#present').fill(PASSWORD)
  await button('换密码').click()
  await says('换好了。别处登录的都已退出。')
  // A change by either window needs the secret of the new session.
  await field('新令牌叫什么，例如“值班室监控”').fill('换密码之后')
  await button('做令牌').click()
  await says('只显示这一次，请现在就存好：')
  await neighbour.getByRole('button', { name: '保存' }).click()
  await neighbour.getByText('已保存').waitFor()
  await neighbour.close()
})

step('a sign-in that ended leads to the door and back to the same page', async () => {
  const { page, heading, button, go, says } = here.hands
  await go('/library/slogans/new')
  await page.locator('#text').fill('写到一半')
  await here.hands.visitor.forget() // as if the session had ended
  // Whatever asks next leads to the door: the page itself, while it checks the words, may be first.
  await button('保存').click({ timeout: 3000 }).catch(() => undefined)
  await heading('登录').waitFor()
  await says(/写到一半的还在/)
  await page.locator('#account').fill(NAME)
  await page.locator('#password').fill(NEW_PASSWORD)
  await page.keyboard.press('Enter')
  await heading('新标语').waitFor()
  assert.equal(await page.locator('#text').inputValue(), '写到一半')
})

step('while the manager is away the page says so and keeps what is written, and goes on by itself', async () => {
  const { page, button, go, says, shot } = here.hands
  await go('/library/slogans/new')
  await here.city.killManager()
  await page.locator('#text').fill('断网时写的')
  await button('保存').click()
  await says(/和管理端断开了 \d+ 秒，正在自己重连/)
  await says('连不上管理端')
  await shot('line-down-zh')
  await here.city.runManager()
  await page.getByText(/和管理端断开了/).waitFor({ state: 'detached' })
  await button('保存').click()
  await says('已保存')
  assert.equal((await here.city.rows('slogans')).filter(({ text }) => text === '断网时写的').length, 1)
})

step('after signing out nothing is shown any more', async () => {
  const { page, heading, button, go } = here.hands
  await go('/')
  await button('退出登录').click()
  await heading('登录').waitFor()
  await go('/people')
  await heading('登录').waitFor()
  const answer = await page.evaluate(async () => (await fetch('/api/v1/accounts')).status)
  assert.equal(answer, 401)
})

here.nothingWrong()
