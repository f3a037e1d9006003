// A manager and its players, each a real process, in one temporary directory.
//
// The programs come from the folder named by MARQUEE_BIN_DIR, the console from MARQUEE_CONSOLE_DIR.
import { execFile, spawn } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const BIN = process.env.MARQUEE_BIN_DIR ?? new URL('../../../build/dev/bin', import.meta.url).pathname
const CONSOLE = process.env.MARQUEE_CONSOLE_DIR ?? new URL('../dist', import.meta.url).pathname
export const PATIENCE_MS = 30_000

// The first true value of `condition`, asked for again and again.
export async function until(condition, what, patienceMs = PATIENCE_MS) {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const value = await condition()
    if (value) return value
    if (Date.now() > deadline) throw new Error(`not within ${patienceMs / 1000} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

export class City {
  constructor() {
    this.root = mkdtempSync(join(tmpdir(), 'marquee-e2e-'))
    this.credentials = join(this.root, 'credentials.json')
    this.programs = []
    mkdirSync(join(this.root, 'no-settings'))
    const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('MARQUEE_'))
    this.environment = { ...Object.fromEntries(kept), MARQUEE_CONFIG_DIR: join(this.root, 'no-settings'), LANG: 'C.UTF-8' }
  }

  log(name) {
    const file = join(this.root, `${name}.log`)
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  }

  start(name, program, options) {
    const out = openSync(join(this.root, `${name}.log`), 'a')
    const child = spawn(join(BIN, program), options, { stdio: ['ignore', out, out], env: this.environment })
    this.programs.push(child)
    return child
  }

  async ctl(...options) {
    const asked = [...options, '--credentials', this.credentials]
    return (await run(join(BIN, 'marqueectl'), asked, { env: this.environment })).stdout
  }

  async startManager() {
    this.staffPort = await freePort()
    this.playersPort = await freePort()
    this.url = `https://localhost:${this.staffPort}`
    await this.ctl('setup', '--state-dir', join(this.root, 'manager'), '--organisation', '江城市公安局', '--manager-url', this.url)
    this.start('manager', 'marquee-manager', [
      '--state-dir', join(this.root, 'manager'), '--address', '127.0.0.1', '--contact-interval', '1s',
      '--staff-port', String(this.staffPort), '--players-port', String(this.playersPort), '--console-dir', CONSOLE,
    ])
    await until(() => this.log('manager').includes('listening'), 'the manager listens')
    const known = JSON.parse(readFileSync(this.credentials, 'utf8'))
    const key = new X509Certificate(known.tls_authority_pem).publicKey.export({ type: 'spki', format: 'der' })
    this.authorityPin = createHash('sha256').update(key).digest('base64')
  }

  // While nobody has a password, the manager says on its terminal how the first person gets one.
  async setupLink() {
    return until(() => this.log('manager').match(/https:\/\/[^\s"]+\/#\/setup\?token=[\w-]+/)?.[0], 'a setup link is offered')
  }

  async startPlayer(name, size) {
    const file = join(this.root, `${name}.enrolment.json`)
    await this.ctl('enrol', '--file', file)
    this.startDevice(name, size, ['--enrolment', file])
  }

  // Without a file the device shows a code and two fingerprints, and says them in its log.
  async startPlayerWithCode(name, size) {
    this.startDevice(name, size, ['--manager', `https://localhost:${this.playersPort}`])
    const said = await until(
      () => this.log(name).match(/waits_for_confirmation code=(\S+) device=(\S+) trust=(\S+)/),
      'the device shows a code',
    )
    return { code: said[1], device: said[2], trust: said[3] }
  }

  startDevice(name, size, enrolment) {
    const folder = join(this.root, name)
    mkdirSync(folder)
    this.start(name, 'marquee-player', [
      '--headless', '--state-dir', join(folder, 'state'), '--device-name', name, '--display', `${name}=${size}`,
      '--capture', join(folder, 'screen.png'), ...enrolment,
    ])
  }

  // What the display last presented: `rung`, and the rest of its capture's text.
  seen(name) {
    const file = join(this.root, name, 'screen.png.txt')
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  }

  async stop() {
    await Promise.all(
      this.programs.map(
        (child) =>
          new Promise((resolve) => {
            if (child.exitCode !== null) return resolve()
            child.on('exit', resolve)
            child.kill('SIGTERM')
            setTimeout(() => child.kill('SIGKILL'), 5000).unref()
          }),
      ),
    )
    rmSync(this.root, { recursive: true, force: true })
  }
}
