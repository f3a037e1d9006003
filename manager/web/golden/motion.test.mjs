// What the page moves by src/plain/motion.ts, held against what marquee-render draws of the same slogan at the same
// instants: every pixel is the same.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import ts from 'typescript'
import { pixelsOf, Renderer } from './renderer.mjs'

const folder = process.env.MARQUEE_BIN_DIR
assert.ok(folder, 'MARQUEE_BIN_DIR names the folder of marquee-render')

// Types are all that is taken out of the source.
const source = readFileSync(new URL('../src/plain/motion.ts', import.meta.url), 'utf8')
const plain = ts.transpileModule(source, { compilerOptions: { target: 'ES2022', module: 'ESNext', verbatimModuleSyntax: true } })
const { partsAt } = await import(`data:text/javascript,${encodeURIComponent(plain.outputText)}`)

const INSTANTS = 20
const STARTS = '2026-11-23T07:04:05Z'
const WALL = { name: 'Asia/Shanghai', tzdata_version: '2024a', offset_seconds_before: 28_800, transitions: [] }
const WORDS = '陌生来电要提防，多方确认防上当'
const TWO_LINES = '不轻信 不转账\n不透露验证码'
const MANY_LINES = '刷单返利是诈骗\n贷款先交费是诈骗\n冒充客服退款是诈骗\n公检法不会电话办案\n安全账户都是假的'

const strip = (motion, more = {}) => ({ motion, ...more })
const effects = (enter, exit, more = {}) => ({
  motion: 'still',
  movement: { enter: { direction: 'left', duration_ms: 1700, ...enter }, exit: { direction: 'left', duration_ms: 1700, ...exit }, ...more },
})
const ticker = { width: 320, height: 32 }
const panel = { width: 160, height: 96 }
const tower = { width: 48, height: 160 }

const CASES = {
  'a scroll to the left': { style: strip('scroll_left'), size: ticker },
  'a scroll to the right': { style: strip('scroll_right'), size: ticker },
  'a scroll up': { text: TWO_LINES, style: strip('scroll_up'), size: panel },
  'a scroll down': { text: TWO_LINES, style: strip('scroll_down'), size: panel },
  'a scroll at an uneven speed': { style: strip('scroll_left', { speed_pixels_per_second: 97 }), size: ticker },
  'a scroll of one pixel every other frame': { style: strip('scroll_right', { speed_pixels_per_second: 30 }), size: ticker },
  'a strip of several sheets': { text: WORDS.repeat(12), style: strip('scroll_left', { speed_pixels_per_second: 600 }), size: ticker, span: 14_000 },
  'a short strip that follows itself': { text: '静', style: strip('scroll_left'), size: ticker },
  'two passes, and nothing after': { text: '静', style: strip('scroll_left', { movement: { loops: 2 }, speed_pixels_per_second: 240 }), size: ticker },
  'letters drawn by hand': { style: strip('scroll_left', { letters: { rendering: 'crisp' } }), size: { width: 192, height: 16 } },
  'outlines and shadows': {
    style: strip('scroll_left', { letters: { outline: { width_pixels: 1, colour: '#ff0000' }, shadow: { x_pixels: 2, y_pixels: 1, colour: '#0000ff' }, gradient_to: '#00ff00' } }),
    size: ticker,
  },
  'a column that goes up': { style: strip('scroll_up', { letters: { writing: 'vertical' } }), size: tower },
  'a column that goes down': { style: strip('scroll_down', { letters: { writing: 'vertical' } }), size: tower },
  'columns that go left': { text: TWO_LINES, style: strip('scroll_left', { letters: { writing: 'vertical' } }), size: panel },
  'a strip in two languages': { style: strip('scroll_left'), translation: { text: 'Stop fraud: ring back', language: 'en' }, size: ticker },
  'a strip that begins anew with every turn': { text: '今天是{date}', variables: true, style: strip('scroll_left'), size: ticker, duration: 3100, span: 9000 },
  'a translucent ground': { style: strip('scroll_left', { background: '#12406e80', text: '#ffffffc0' }), size: ticker },
  'words that stand': { style: { motion: 'still' }, size: ticker },
  'pages': { text: MANY_LINES, style: { motion: 'pages', text_height_pixels: 40 }, size: panel },
  'pages that hold, for two rounds': {
    text: MANY_LINES,
    style: { ...effects({ kind: 'slide' }, { kind: 'wipe' }, { hold_ms: 300, loops: 2 }), motion: 'pages', text_height_pixels: 40 },
    size: panel,
    span: 20_000,
  },
  'pages in two languages': {
    text: TWO_LINES,
    translation: { text: 'Never give anyone the code of your bank', language: 'en' },
    style: { ...effects({ kind: 'fade', duration_ms: 500 }, { kind: 'cut' }), motion: 'pages', text_height_pixels: 30 },
    size: panel,
  },
  'slides in and out to the left': { style: effects({ kind: 'slide' }, { kind: 'slide' }), size: panel },
  'slides in to the right, out upwards': { style: effects({ kind: 'slide', direction: 'right' }, { kind: 'slide', direction: 'up' }), size: panel },
  'slides in downwards': { style: effects({ kind: 'slide', direction: 'down' }, { kind: 'cut' }), size: panel },
  'wipes to the left and right': { style: effects({ kind: 'wipe' }, { kind: 'wipe', direction: 'right' }), size: panel },
  'wipes up and down': { style: effects({ kind: 'wipe', direction: 'up' }, { kind: 'wipe', direction: 'down' }), size: panel },
  'wipes the other way round': { style: effects({ kind: 'wipe', direction: 'right' }, { kind: 'wipe', direction: 'left' }), size: panel },
  'wipes down and up': { style: effects({ kind: 'wipe', direction: 'down' }, { kind: 'wipe', direction: 'up' }), size: panel },
  'fades': { style: effects({ kind: 'fade' }, { kind: 'fade' }), size: panel },
  'fades over a colour': { style: { ...effects({ kind: 'fade' }, { kind: 'fade' }), background: '#8c1515', text: '#ffc21a' }, size: panel },
  'fades over a translucent ground': { style: { ...effects({ kind: 'fade' }, { kind: 'fade' }), background: '#8c151590' }, size: panel },
  'a typewriter': { text: TWO_LINES, style: effects({ kind: 'typewriter' }, { kind: 'typewriter' }), size: panel },
  'a typewriter of columns': { text: TWO_LINES, style: { ...effects({ kind: 'typewriter' }, { kind: 'typewriter' }), letters: { writing: 'vertical' } }, size: panel },
  'a typewriter in letters drawn by hand': { text: 'Never tell the code\n验证码不要说', style: { ...effects({ kind: 'typewriter' }, { kind: 'cut' }), letters: { rendering: 'crisp' } }, size: { width: 128, height: 32 } },
  'blinks': { style: effects({ kind: 'blink' }, { kind: 'blink' }), size: panel },
  'effects longer than their page': { style: effects({ kind: 'slide', duration_ms: 9000 }, { kind: 'wipe', duration_ms: 6000 }), size: panel },
}

// Spread over the span without a beat that an effect could hide in; always the same.
const instantsOf = (span) => Array.from({ length: INSTANTS }, (_, index) => Math.floor(((index * 0.6180339887 + 0.013) % 1) * span))

const byteOf = (colour, at) => parseInt(colour.slice(1 + 2 * at, 3 + 2 * at), 16)

// The page's own canvas, without rounding of its own: what is seen in part is mixed as a sink mixes it.
function composed(motion, sheets, position) {
  const { width, height } = motion.zone
  const rgb = Buffer.alloc(width * height * 3)
  for (let at = 0; at < rgb.length; at += 1) rgb[at] = byteOf(motion.background, at % 3)
  for (const { sheet, x, y, target, opacity } of partsAt(motion, position)) {
    const from = sheets[sheet]
    for (let row = 0; row < target.height; row += 1) {
      for (let byte = 0; byte < target.width * 3; byte += 1) {
        const at = ((target.y + row) * width + target.x) * 3 + byte
        const above = from.rgb[((y + row) * from.width + x) * 3 + byte]
        rgb[at] = (rgb[at] * (256 - opacity) + above * opacity + 128) >> 8
      }
    }
  }
  return rgb
}

function firstDifference(one, other, width) {
  const at = one.findIndex((byte, index) => byte !== other[index])
  const pixel = Math.floor(at / 3)
  return at < 0 ? '' : `at (${pixel % width}, ${Math.floor(pixel / width)}): the page ${one[at]}, the renderer ${other[at]}`
}

const renderer = new Renderer(folder)
after(() => renderer.close())

const layoutOf = (slogan, size, duration) => ({
  canvas: size,
  background: '#000000',
  zones: [
    {
      name: 'all',
      rect: { x: 0, y: 0, ...size },
      playlist: { items: [{ id: '018f0000-0000-7000-8000-000000000001', name: 'slogan', duration_ms: duration, content: { kind: 'slogan', ...slogan } }] },
    },
  ],
})

for (const [name, { text = WORDS, style, translation, variables, size, duration = 5000, span = 7000 }] of Object.entries(CASES)) {
  test(`${name}: the page shows what the renderer draws, at ${INSTANTS} instants`, async () => {
    const slogan = { text, language: 'zh-Hans', style: { text: '#ff3b1f', background: '#000000', ...style }, translation, variables }
    const motion = await renderer.motion({ slogan, size, duration_ms: duration, starts_at: STARTS, wall: WALL })
    const sheets = motion.sheets.map(({ png }) => pixelsOf(png))
    motion.sheets.forEach((sheet, index) => assert.deepEqual([sheet.width, sheet.height], [sheets[index].width, sheets[index].height]))
    const frames = new Set()
    for (const at of instantsOf(span)) {
      const layout = layoutOf(slogan, size, duration)
      const drawn = pixelsOf(await renderer.still({ layout, display: size, at_ms: at, starts: STARTS, wall: WALL }))
      const page = composed(motion, sheets, at * 1000)
      frames.add(page.toString('base64'))
      assert.equal(firstDifference(page, drawn.rgb, size.width), '', `at ${at} ms`)
    }
    if (name !== 'words that stand') assert.ok(frames.size > 1, 'something moves')
  })
}

test('a ticker of many sheets is one of the cases', async () => {
  const { style, size, text } = CASES['a strip of several sheets']
  const motion = await renderer.motion({ slogan: { text, style }, size, duration_ms: 5000 })
  assert.ok(motion.sheets.length > 1)
})

test('what is too large for a page is refused with what it may be', async () => {
  const order = { slogan: { text: WORDS.repeat(12), style: { motion: 'scroll_left' } }, size: { width: 1920, height: 1080 }, duration_ms: 5000 }
  await assert.rejects(renderer.motion(order), { code: 'too_large' })
  const small = await renderer.motion({ ...order, size: ticker })
  assert.equal(small.motion.kind, 'scroll')
})

test('a ticker is answered at once', async (t) => {
  const took = []
  for (let turn = 0; turn < 51; turn += 1) {
    const text = `${'防诈骗宣传进社区进校园进企业，人人参与不轻信不转账'.slice(0, 28)}${String(turn).padStart(2, '0')}`
    const began = performance.now()
    await renderer.motion({ slogan: { text, style: { motion: 'scroll_left' } }, size: { width: 640, height: 64 }, duration_ms: 10_000 })
    if (turn > 0) took.push(performance.now() - began)
  }
  took.sort((a, b) => a - b)
  t.diagnostic(`640x64, 30 characters: median ${took[25].toFixed(1)} ms, slowest ${took[49].toFixed(1)} ms`)
})
