// The player's renderer as the manager has it, and the pictures it draws.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'

// A marquee-render that lives until close(); one question at a time.
export class Renderer {
  #assets = mkdtempSync(join(tmpdir(), 'marquee-golden-'))
  #waiting = Buffer.alloc(0)
  #wake = () => undefined
  #ended = false

  constructor(folder) {
    this.program = spawn(join(folder, 'marquee-render'), ['--serve', '--assets', this.#assets], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.program.stdout.on('data', (bytes) => {
      this.#waiting = Buffer.concat([this.#waiting, bytes])
      this.#wake()
    })
    this.program.on('exit', () => {
      this.#ended = true
      this.#wake()
    })
  }

  // The first `bytes(waiting)` bytes, as soon as they are there; undefined: not yet known.
  async #take(bytes) {
    for (;;) {
      const length = bytes(this.#waiting)
      if (length !== undefined && this.#waiting.length >= length) {
        const taken = this.#waiting.subarray(0, length)
        this.#waiting = this.#waiting.subarray(length)
        return taken
      }
      if (this.#ended) throw new Error('the renderer has ended')
      await new Promise((resolve) => (this.#wake = resolve))
    }
  }

  // The answer's head, and the pictures' bytes after it.
  async #ask(order) {
    this.program.stdin.write(`${JSON.stringify({ format: 'render-request/1.0', ...order })}\n`)
    const line = await this.#take((waiting) => (waiting.includes('\n') ? waiting.indexOf('\n') + 1 : undefined))
    const head = JSON.parse(line.toString())
    if (head.error) throw Object.assign(new Error(head.error.what), head.error)
    return head
  }

  // The motion, with each sheet's PNG.
  async motion(order) {
    const { slogan_motion: motion } = await this.#ask({ slogan_motion: order })
    for (const sheet of motion.sheets) sheet.png = await this.#take(() => sheet.png_bytes)
    return motion
  }

  // What a display shows at one instant, as a PNG.
  async still(order) {
    const { picture_bytes: bytes } = await this.#ask({ still: order })
    return this.#take(() => bytes)
  }

  close() {
    this.program.stdin.end()
    rmSync(this.#assets, { recursive: true })
  }
}

const SIGNATURE = '89504e470d0a1a0a'

// How a filtered byte is foretold from those to the left, above, and above to the left (PNG, 9.2).
const FORETOLD = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  (left, above, corner) => {
    const [a, b, c] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs)
    return a <= b && a <= c ? left : b <= c ? above : corner
  },
]

// The pixels of a PNG of 8-bit RGB, three bytes each: all that the renderer writes.
export function pixelsOf(png) {
  if (png.subarray(0, 8).toString('hex') !== SIGNATURE) throw new Error('no PNG')
  const packed = []
  let width = 0
  let height = 0
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const body = png.subarray(at + 8, at + 8 + png.readUInt32BE(at))
    const kind = png.subarray(at + 4, at + 8).toString()
    if (kind === 'IHDR') {
      width = body.readUInt32BE(0)
      height = body.readUInt32BE(4)
      if (body[8] !== 8 || body[9] !== 2 || body[12] !== 0) throw new Error('no PNG of 8-bit RGB')
    } else if (kind === 'IDAT') packed.push(body)
  }
  const rows = inflateSync(Buffer.concat(packed))
  const stride = width * 3
  const rgb = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y += 1) {
    const foretold = FORETOLD[rows[y * (stride + 1)]]
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x
      const left = x < 3 ? 0 : rgb[at - 3]
      const above = y === 0 ? 0 : rgb[at - stride]
      const corner = x < 3 || y === 0 ? 0 : rgb[at - stride - 3]
      rgb[at] = rows[y * (stride + 1) + 1 + x] + foretold(left, above, corner)
    }
  }
  return { width, height, rgb }
}
