// What plays where and when: a daypart, a schedule tied to the lunar new year, an interrupt, the check
// before publishing, the week as hours, and why a display shows what it shows.
import assert from 'node:assert/strict'
import { until } from './city.mjs'
import { journey } from './journey.mjs'

const here = journey({ subway: '640x360', ticker: '640x64' })
const { step } = here
const WEEK = '2027-02-01' // Monday; 5 February is 除夕
let root

// What a chip's press added, in words.
const sentence = () => here.hands.page.locator('.said')
const column = (number) => here.hands.page.locator('.dc').nth(number)

step('two programs are approved, and the holidays of two years are known', async () => {
  const { city } = here
  root = await city.rootUnit()
  await until(async () => (await city.rows('displays')).length === 2, 'both displays joined')
  await city.addProgram('春节防骗提醒', '陌生来电要提防')
  await city.addProgram('寻人启事', '寻人启事')
  for (const year of [2026, 2027]) {
    const days = [{ date: `${year}-01-01`, kind: 'statutory_holiday', name: '元旦' }]
    await city.staff('PUT', `/api/v1/holidays/${year}`, { source: '国务院办公厅通知', days })
  }
})

step('hours get a name', async () => {
  const { page, button, dialog, go, says, shot } = here.hands
  await go('/calendar')
  await says('还没有时段')
  await page.locator('.empty-state').getByRole('button', { name: '新时段' }).click()
  await dialog().getByLabel('时段名称').fill('地铁运营')
  await button('保存', dialog()).click()
  await page.getByRole('cell', { name: '06:30–22:30' }).waitFor()
  await shot('dayparts-zh')
})

step('a schedule follows the lunar new year, and its week is drawn before it is published', async () => {
  const { page, button, choose, go, says, shot } = here.hands
  await go(`/schedule?day=${WEEK}`)
  await page.getByText('除夕').first().waitFor()
  await page.getByText('正月初一').first().waitFor()
  await choose('节目', '春节防骗提醒')
  await choose('单位、分组或单块屏', '江城市公安局')
  await page.keyboard.press('Escape')
  await button('按农历…').click()
  await button('时段').click()
  await choose('时段', '地铁运营')
  await choose('优先级', '高')
  await until(async () => /^每年腊月廿三到正月十五，时段“地铁运营”，在江城市公安局放“春节防骗提醒”，优先级高。$/.test(await sentence().textContent()), 'the rule is read back')
  await column(0).getByRole('button', { name: /春节防骗提醒.*06:30–22:30.*还没发布/ }).waitFor()
  await says('能播的屏')
  await page.getByRole('cell', { name: '2 / 2' }).waitFor()
  await shot('schedule-draft-zh')
  await button('发布到 2 块屏').click()
  await says('已发布到 2 块屏')
  await column(0).locator('.ev.high:not(.new)', { hasText: '06:30–22:30' }).waitFor()
})

step('an interrupt takes its share of every hour', async () => {
  const { page, button, choose, field, says, shot } = here.hands
  await choose('节目', '寻人启事')
  await choose('单位、分组或单块屏', '江城市公安局')
  await page.keyboard.press('Escape')
  await page.getByRole('switch', { name: '插播' }).press('Space')
  await field('每小时插播几分钟').fill('2')
  await field('第一天').fill('2027年2月1日')
  await page.keyboard.press('Enter')
  await field('最后一天').fill('2027年2月28日')
  await page.keyboard.press('Enter')
  await button('自己定').click()
  await choose('优先级', '高')
  await until(async () => /08:00–20:00，.*每小时插播 2 分钟/.test(await sentence().textContent()), 'the share is read back')
  await page.getByRole('cell', { name: '2 / 2' }).waitFor()
  await button('发布到 2 块屏').click()
  await says('已发布到 2 块屏')
  await column(1).locator('.ev.interrupt').waitFor()
  await shot('schedule-week-zh')
})

step('what covers it is said before it is published again', async () => {
  const { page, go, shot } = here.hands
  const { city } = here
  const [program] = (await city.rows('programs')).filter(({ name }) => name === '寻人启事')
  const eve = { on: [{ around: { festival: 'chuxi', first: 0, last: 0 } }], windows: [{ start: '18:00', end: '20:00' }] }
  await city.staff('POST', '/api/v1/schedules', { unit_id: root, name: '除夕烟花管制', program_id: program.id, priority: 'urgent', times: eve, targets: { units: [root] } })
  const [first] = (await city.rows('schedules')).filter(({ name }) => name === '春节防骗提醒')
  await go(`/schedule/${first.id}?day=${WEEK}`)
  await column(4).getByText(/盖住/).waitFor()
  await page.getByRole('link', { name: '看“除夕烟花管制”' }).first().waitFor()
  await shot('schedule-covered-zh')
})

step('a press on a block tells why, and another hour can be asked', async () => {
  const { page, dialog, choose, go, shot } = here.hands
  await go(`/schedule?day=${WEEK}`)
  await column(4).locator('.ev.urgent').click()
  await dialog().getByRole('heading', { name: /为什么 .*放“除夕烟花管制”/ }).waitFor()
  await dialog().getByText('高排期').first().waitFor()
  await shot('schedule-why-zh')
  await choose('几点', '07:00', dialog())
  await dialog().getByRole('heading', { name: /07:00 放“春节防骗提醒”/ }).waitFor()
  await page.keyboard.press('Escape')
  await dialog().waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '月', exact: true }).click()
  await page.locator('.month .line').getByText('除夕烟花管制').first().waitFor()
})

step('one display has its own week', async () => {
  const { page, choose, go } = here.hands
  await go(`/schedule?day=${WEEK}`)
  await choose('看谁的排期', 'ticker')
  await column(4).locator('.ev.urgent').getByText('除夕烟花管制').waitFor()
  assert.match(page.url(), /of=display/)
})

step('days come in from the file of a calendar program', async () => {
  const { page, button, choose, go, says, shot } = here.hands
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//Calendar//ZH', 'BEGIN:VEVENT', 'UID:1@example', 'DTSTAMP:20270101T000000Z', 'DTSTART;VALUE=DATE:20270203', 'DTEND;VALUE=DATE:20270205', 'SUMMARY:反诈宣传进社区', 'END:VEVENT', 'BEGIN:VEVENT', 'UID:2@example', 'DTSTAMP:20270101T000000Z', 'DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=HOURLY', 'SUMMARY:整点', 'END:VEVENT', 'END:VCALENDAR', '']
  await go(`/schedule?day=${WEEK}`)
  await choose('节目', '寻人启事')
  await choose('单位、分组或单块屏', '江城市公安局')
  await page.keyboard.press('Escape')
  await button('更多…').first().click()
  await button('导入 .ics').first().click()
  await page.locator('input[type=file]').setInputFiles({ name: 'days.ics', mimeType: 'text/calendar', buffer: Buffer.from(lines.join('\r\n')) })
  await says('反诈宣传进社区')
  await page.getByText('1 条用不上，看为什么').click()
  await says(/“整点”：“FREQ”这里不支持/)
  await shot('schedule-import-zh')
  await button('用这 1 条').click()
  await until(async () => /2月3日.*2月4日/.test(await sentence().textContent()), 'the imported days are read back')
  await column(2).locator('.ev.new').waitFor()
  assert.equal(await column(4).locator('.ev.new').count(), 0)
})

step('a campaign has an owner, dates and a goal, and says what it will reach', async () => {
  const { page, button, dialog, choose, go, says } = here.hands
  await go('/schedule?view=campaigns')
  await says('还没有专项')
  await page.locator('.empty-state').getByRole('button', { name: '新专项' }).click()
  await dialog().getByLabel('专项名称').fill('冬春反诈专项')
  await choose('目标', '分钟', dialog())
  await button('保存', dialog()).click()
  await page.getByRole('article', { name: '冬春反诈专项' }).getByText('目标：每块屏每天 30 分钟').waitFor()
})

step('brightness follows a curve, and loudspeakers are quiet at night', async () => {
  const { page, button, card, go, says } = here.hands
  await go('/policies')
  await page.getByRole('switch', { name: '亮度自己定' }).press('Space')
  await button('加一点', card('亮度')).click()
  await page.getByRole('switch', { name: '音量自己定' }).press('Space')
  await button('加静音时段', card('音量')).click()
  await button(/保存“江城市公安局”的规定/).click()
  await says('已保存')
  const { json } = await here.city.staff('GET', `/api/v1/units/${root}/policy`)
  assert.equal(json.brightness.curve.length, 1)
  assert.equal(json.volume.caps[0].percent, 0)
})

here.nothingWrong()
