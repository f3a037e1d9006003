// A city in the middle of its work, made through the staff REST: something of everything the pages
// show, so that every page is looked at with its content.
import { readFileSync } from 'node:fs'
import { until } from './city.mjs'
import { POSTER, WORDS } from './journey.mjs'

const EDITOR = '何川'
const base64 = (text) => Buffer.from(text).toString('base64')
const slogan = (text, style) => ({ name: text.slice(0, 8), text, language: 'zh-Hans', style })
const RED = { text: '#ff3b1f', background: '#000000', motion: 'still' }
const YELLOW = { text: '#ffc21a', background: '#8c1515', motion: 'scroll_left' }

async function addPoster(city, unit_id) {
  const bytes = readFileSync(POSTER)
  const metadata = `unit_id ${base64(unit_id)},name ${base64('守好每一块屏')},file_name ${base64('every-screen.png')}`
  const tus = { 'Tus-Resumable': '1.0.0' }
  const begun = await city.staff('POST', '/api/v1/uploads', undefined, { ...tus, 'Upload-Length': bytes.length, 'Upload-Metadata': metadata })
  const more = { ...tus, 'Upload-Offset': 0, 'Content-Type': 'application/offset+octet-stream' }
  await city.staff('PATCH', new URL(begun.headers.location, city.url).pathname, bytes, more)
  return until(async () => (await city.rows('assets')).find(({ state }) => state === 'ready'), 'the poster is checked')
}

async function addUnits(city, root) {
  const add = async (parent_id, name, kind) => (await city.staff('POST', '/api/v1/units', { parent_id, name, kind })).json.id
  const county = await add(root, '青云区', 'county')
  await add(root, '南浦区', 'county')
  await add(county, '湖滨街道', 'township')
}

async function addPeople(city, root) {
  const add = async (name, role) =>
    (await city.staff('POST', '/api/v1/accounts', { name, unit_id: root, grants: [{ role, unit_id: root }] })).json
  const editor = await add(EDITOR, 'editor')
  await add('陈立', 'reviewer_1')
  const { id, version, grants } = await add('周宁', 'viewer')
  await city.staff('PUT', `/api/v1/accounts/${id}`, { name: '周宁', unit_id: root, grants, disabled: true }, { 'If-Match': `"${version}"` })
  return (await city.staff('POST', `/api/v1/accounts/${editor.id}/tokens`, { name: '大屏巡检' })).json.token
}

// Schedules of every kind, and what they refer to by name.
async function addPlan(city, post, program) {
  const windows = [{ start: '06:30', end: '22:30' }]
  const eve = [{ around: { festival: 'chuxi', first: 0, last: 0 } }]
  const daypart = await post('/api/v1/dayparts', { name: '地铁运营', windows, exceptions: [{ on: eve, windows: [{ start: '06:30', end: '18:00' }] }] })
  await post('/api/v1/periods', { name: '开学第一周', days: [{ dates: { first: '2027-02-22', last: '2027-02-28' } }] })
  const campaign = await post('/api/v1/campaigns', { name: '冬春反诈专项', first: '2026-11-01', last: '2027-02-28', goal: { measure: 'minutes', amount: 120 } })
  await city.staff('PUT', '/api/v1/holidays/2027', { source: '国务院办公厅通知', days: [{ date: '2027-02-06', kind: 'statutory_holiday', name: '春节' }, { date: '2027-02-07', kind: 'workday', name: '春节' }] })
  const plan = (name, priority, times, more) =>
    post('/api/v1/schedules', { name, program_id: program.id, priority, times, targets: { units: [program.unit_id] }, ...more })
  await plan('春节防骗提醒', 'high', { on: [{ lunar_range: { first: { month: 12, day: 23 }, last: { month: 1, day: 15 } } }], windows: [{ start: '08:00', end: '20:00' }] }, { campaign_id: campaign.id })
  await plan('除夕烟花管制', 'urgent', { on: eve, windows: [{ start: '18:00', end: '23:30' }] })
  await plan('寻人启事', 'high', { windows: [{ start: '17:00', end: '19:00' }] }, { interrupt_seconds_per_hour: 120 })
  await plan('地铁提示', 'low', {}, { daypart_id: daypart.id, weight: 2 })
}

// Returns the addresses of the pages that exist only once something was made.
export async function seed(city) {
  const root = await city.rootUnit()
  await addUnits(city, root)
  await until(async () => (await city.rows('displays')).length === 3, 'every display joined')
  const displays = await city.rows('displays')
  const poster = await addPoster(city, root)
  const post = async (path, body) => (await city.staff('POST', path, { unit_id: root, ...body })).json
  const first = await post('/api/v1/slogans', slogan(WORDS, RED))
  await post('/api/v1/slogans', slogan('心莫贪，擦亮眼，绷紧弦，防诈骗', YELLOW))
  const items = [{ slogan_id: first.id, duration_ms: 9000 }, { asset_id: poster.id, duration_ms: 6000, fit: 'contain' }]
  const playlist = await post('/api/v1/playlists', { name: '晚高峰轮播', items })
  const zones = [
    { name: '画面', rect: { x: 0, y: 0, width: 1920, height: 900 }, items: [items[1]] },
    { name: '条幅', rect: { x: 0, y: 900, width: 1920, height: 180 }, items: [items[0]] },
  ]
  const layout = { canvas: { width: 1920, height: 1080 }, background: '#0c1c2e', zones }
  const drafted = await post('/api/v1/programs', { name: '反诈集中宣传月', layout })
  const program = (await city.staff('POST', `/api/v1/programs/${drafted.id}/submit`, undefined, { 'If-Match': `"${drafted.version}"` })).json
  const schedule = await city.schedule(program)
  await addPlan(city, post, program)
  await post('/api/v1/groups', { name: '沿街条屏', display_ids: displays.slice(0, 2).map(({ id }) => id) })
  await until(() => ['subway', 'ticker', 'hall'].every((name) => /rung scheduled/.test(city.seen(name))), 'all show it')

  const editorToken = await addPeople(city, root)
  await city.askForApprovals(1)
  const own = city.token
  city.token = editorToken
  const waiting = await city.addProgram('刷单返利都是诈骗', '刷单返利都是诈骗', root)
  const second = await city.addProgram('冬季用电安全（双语）', '人走断电 关好门', root)
  city.token = own
  const reason = '条屏上字太多，减到 8 个字以内。'
  await city.staff('POST', `/api/v1/programs/${second.id}/return`, { reason }, { 'If-Match': `"${second.version}"` })

  for (const { id } of displays) await city.staff('POST', `/api/v1/displays/${id}/screenshots`)
  const arrived = (id) => city.staff('GET', `/api/v1/displays/${id}/screenshots/latest`).then(() => true, () => false)
  await until(async () => (await Promise.all(displays.map(({ id }) => arrived(id)))).every(Boolean), 'every picture came')
  const ticker = displays.find(({ name }) => name === 'ticker')
  const notice = { kind: 'notice', unit_ids: [], display_ids: [ticker.id], text: '市区突降冰雹，请立即远离广告牌', minutes: 30 }
  await city.staff('POST', '/api/v1/overrides', notice)
  await until(() => /rung notice/.test(city.seen('ticker')), 'the notice is shown')
  return {
    display: `/displays/${displays.find(({ name }) => name === 'subway').id}`,
    slogan_stored: `/library/slogans/${first.id}`,
    playlist_stored: `/library/playlists/${playlist.id}`,
    playlists: '/library?kind=playlist',
    program_stored: `/programs/${program.id}`,
    program_returned: `/programs/${second.id}`,
    review: `/reviews?id=${waiting.id}`,
    reviews_all: `/reviews?show=all&id=${program.id}`,
    schedule_stored: `/schedule/${schedule.id}`,
    group: `/displays?group=${(await city.rows('groups'))[0].id}`,
  }
}
