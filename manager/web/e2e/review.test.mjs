// Review by two people: one writes and submits, the other returns with a reason, approves, and takes
// off air. Nobody judges their own work, and nothing is shown before it was approved.
import assert from 'node:assert/strict'
import { until } from './city.mjs'
import { journey } from './journey.mjs'

const EDITOR = '何川'
const REVIEWER = '陈立'
const SECRET = '各人自己的口令不一样'
const FIRST_WORDS = '刷单返利都是诈骗赶快停手'
const BETTER_WORDS = '刷单返利都是诈骗'
const here = journey({ ticker: '640x64' })
const { step } = here
let editor
let reviewer
let program

step('an editor and a reviewer sign in, and the city asks for one approval', async () => {
  const { city } = here
  await city.addPerson(EDITOR, SECRET, ['editor'])
  await city.addPerson(REVIEWER, SECRET, ['reviewer_1'])
  await city.askForApprovals(1)
  editor = await here.visit()
  reviewer = await here.visit()
  await Promise.all([editor.signIn(EDITOR, SECRET), reviewer.signIn(REVIEWER, SECRET)])
})

step('the editor writes a slogan, makes a program of it and submits it', async () => {
  const { page, button, field, go, says, shot } = editor
  await go('/library/slogans/new')
  await page.locator('#text').fill(FIRST_WORDS)
  await button('下一步：做成节目').click()
  await page.getByRole('list', { name: '画面' }).getByText(/刷单返利/).waitFor()
  await button('640×64').click()
  await field('节目名称').fill('刷单返利都是诈骗')
  await button('送审').click()
  await says('待审')
  program = new URL(page.url()).hash.slice(1)
  await shot('program-submitted-zh')
  assert.match(program, /^\/programs\/[0-9a-f-]{36}$/)
})

step('what waits for review cannot be scheduled', async () => {
  await assert.rejects(here.city.schedule({ id: program.split('/').pop(), name: '太早' }), /409 .*需要先处于：已批准/)
})

step('the reviewer sees the number, and the program as screens will show it', async () => {
  const { page, go, says, shot } = reviewer
  await go('/')
  await page.getByRole('link', { name: /审核 1/ }).click()
  await says('刷单返利都是诈骗')
  const picture = page.getByRole('img', { name: '640×64上的样子' })
  await picture.waitFor()
  await until(async () => picture.evaluate((each) => each.naturalWidth === 640), 'it is drawn pixel for pixel')
  await says('已批准 0/1 人。')
  await says(/送审/)
  await shot('review-waiting-zh')
})

step('it is returned only with a reason', async () => {
  const { page, button, says, shot } = reviewer
  assert.ok(await button('退回修改').isDisabled())
  await page.getByLabel('退回的原因').fill('条屏上字太多，减到 8 个字以内。')
  await button('退回修改').click()
  await says('已退回')
  await shot('review-returned-zh')
})

step('the editor reads the reason where the program is, mends it and submits again', async () => {
  const { page, button, go, says, shot } = editor
  await go('/')
  await go(program)
  await says('已退回')
  await says('条屏上字太多，减到 8 个字以内。')
  await shot('program-returned-zh')
  await here.city.rows('slogans').then(async ([slogan]) => {
    await go(`/library/slogans/${slogan.id}`)
  })
  await page.locator('#text').fill(BETTER_WORDS)
  await button('保存').click()
  await says('已保存')
  await go(program)
  await button('送审').click()
  await says('待审')
})

step('the editor cannot approve it', async () => {
  const { page, go } = editor
  await go('/reviews')
  assert.equal(await page.getByRole('button', { name: '批准', exact: true }).count(), 0)
})

step('the page the reviewer left open says that another revision waits, and changes nothing unasked', async () => {
  const { page, button, says, shot } = reviewer
  await says(/有了变化，现在是第 \d+ 版/)
  assert.equal(await page.getByRole('button', { name: '批准', exact: true }).count(), 0)
  await reviewer.visitor.settle()
  await shot('review-newer-zh')
  await button('看新的').click()
  await says('已批准 0/1 人。')
})

step('the reviewer approves what is seen, unless somebody was quicker', async () => {
  const { button, shot } = reviewer
  await reviewer.visitor.settle()
  await button('批准').click()
  await until(async () => (await here.city.rows('programs')).some(({ state }) => state === 'approved'), 'it is approved')
  await shot('review-approved-zh')
})

step('the editor schedules it, and it shows', async () => {
  const { page, button, choose, heading, go, says } = editor
  await go('/')
  await go(program)
  await page.getByRole('link', { name: '去排期' }).click()
  await heading('新排期').waitFor()
  await choose('单位、分组或单块屏', '江城市公安局')
  await page.keyboard.press('Escape')
  await says(/放“刷单返利都是诈骗”/)
  await button(/发布到 1 块屏/).click()
  await until(() => /rung scheduled/.test(here.city.seen('ticker')), 'the display shows it')
})

step('the reviewer takes it off air, after a question that names how many displays', async () => {
  const { page, button, dialog, go, says, shot } = reviewer
  await until(async () => {
    await go('/')
    await go('/reviews?show=all')
    await button('撤回这个节目').click()
    return /1 块屏/.test(await dialog().textContent()) || (await page.keyboard.press('Escape'), false)
  }, 'the page knows of the display')
  await dialog().getByText('撤回“刷单返利都是诈骗”？').waitFor()
  await dialog().getByLabel(/为什么撤回/).fill('热线号码变了')
  await shot('review-withdraw-zh')
  await button('撤回这个节目', dialog()).click()
  await says('已撤回')
  await says('热线号码变了')
  await until(() => !/rung scheduled/.test(here.city.seen('ticker')), 'the display does not show it any more')
})

here.nothingWrong()
