// A manager and its players, each a real process, in one temporary directory.
//
// The programs come from the folder named by MARQUEE_BIN_DIR, the console from MARQUEE_CONSOLE_DIR.
import { execFile, spawn } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { contract } from './contract.mjs'

const run = promisify(execFile)
const BIN = process.env.MARQUEE_BIN_DIR ?? new URL('../../../build/release/bin', import.meta.url).pathname
const CONSOLE = process.env.MARQUEE_CONSOLE_DIR ?? new URL('../dist', import.meta.url).pathname
export const PATIENCE_MS = 60_000

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

  // `size`: {units, displays} of an invented city to begin with.
  async startManager(size) {
    this.staffPort = await freePort()
    this.playersPort = await freePort()
    this.url = `https://localhost:${this.staffPort}`
    await this.ctl('setup', '--state-dir', join(this.root, 'manager'), '--organisation', '江城市公安局', '--manager-url', this.url)
    if (size) await this.fill(size)
    await this.runManager()
    const known = JSON.parse(readFileSync(this.credentials, 'utf8'))
    this.authority = known.tls_authority_pem
    this.token = known.token
    const key = new X509Certificate(known.tls_authority_pem).publicKey.export({ type: 'spki', format: 'der' })
    this.authorityPin = createHash('sha256').update(key).digest('base64')
  }

  async fill({ units, displays }) {
    const asked = ['seed', '--state-dir', join(this.root, 'manager'), '--units', String(units), '--displays', String(displays)]
    await run(join(BIN, 'marqueectl'), asked, { env: this.environment })
  }

  async runManager() {
    const before = this.log('manager').length
    this.manager = this.start('manager', 'marquee-manager', [
      '--state-dir', join(this.root, 'manager'), '--address', '127.0.0.1', '--contact-interval', '1s',
      '--staff-port', String(this.staffPort), '--players-port', String(this.playersPort), '--console-dir', CONSOLE,
    ])
    await until(() => this.log('manager').slice(before).includes('listening'), 'the manager listens')
  }

  async killManager() {
    const gone = new Promise((resolve) => this.manager.once('exit', resolve))
    this.manager.kill('SIGKILL')
    await gone
  }

  // What staff may ask of the manager, with the token of the first account unless it is `open` to
  // everybody; throws with the answer when it refuses. For what a journey takes for granted.
  async staff(method, path, body, headers = {}, open = false) {
    const who = open ? {} : { Authorization: `Bearer ${this.token}` }
    const asked = { ...who, 'Content-Type': 'application/json', ...headers }
    const answer = await new Promise((resolve, reject) => {
      const call = request(`${this.url}${path}`, { method, ca: this.authority, headers: asked }, (response) => {
        const parts = []
        response.on('data', (part) => parts.push(part))
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(parts).toString() }))
      })
      call.on('error', reject)
      call.end(body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body))
    })
    const sent = typeof body === 'object' && !Buffer.isBuffer(body) ? body : undefined
    const faults = contract.judge({ method, path: new URL(path, this.url).pathname, ...answer, sent })
    if (faults.length > 0) throw new Error(faults.join('\n'))
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    const said = answer.headers['content-type']?.startsWith('application/json')
    return { ...answer, json: said ? JSON.parse(answer.text) : undefined }
  }

  async rows(what) {
    return (await this.staff('GET', `/api/v1/${what}?limit=200`)).json.items
  }

  async rootUnit() {
    return (await this.staff('GET', '/api/v1/organisation')).json.root_unit_id
  }

  // Uses a one-time link; `name` only for the first account.
  async setPassword(link, name, password) {
    const token = new URL(link.replace('/#/', '/')).searchParams.get('token')
    await this.staff('POST', '/api/v1/setup', { token, ...(name ? { name } : {}), password }, {}, true)
  }

  // An account with a password, as if its holder had been invited and come.
  async addPerson(name, password, roles) {
    const unit_id = await this.rootUnit()
    const grants = roles.map((role) => ({ role, unit_id }))
    const { json: account } = await this.staff('POST', '/api/v1/accounts', { name, unit_id, grants })
    const { json: invitation } = await this.staff('POST', `/api/v1/accounts/${account.id}/invitation`)
    await this.setPassword(invitation.url, '', password)
    return account
  }

  // So many people must approve what any unit shows.
  async askForApprovals(count) {
    const path = `/api/v1/units/${await this.rootUnit()}/policy`
    const { headers } = await this.staff('GET', path)
    await this.staff('PUT', path, { approvals_required: count }, { 'If-Match': headers.etag })
  }

  // A program of one slogan over the whole canvas, submitted.
  async addProgram(name, text, unit_id) {
    const unit = unit_id ?? (await this.rootUnit())
    const content = { kind: 'slogan', text, language: 'zh-Hans', style: { motion: 'still', text: '#ffc21a', background: '#000000' } }
    const zones = [{ name: '画面', rect: { x: 0, y: 0, width: 640, height: 64 }, items: [{ name, duration_ms: 5000, content }] }]
    const layout = { canvas: { width: 640, height: 64 }, background: '#000000', zones }
    const { json: program } = await this.staff('POST', '/api/v1/programs', { unit_id: unit, name, layout })
    return (await this.staff('POST', `/api/v1/programs/${program.id}/submit`, undefined, { 'If-Match': `"${program.version}"` })).json
  }

  async schedule(program, targets) {
    const unit_id = await this.rootUnit()
    const body = { unit_id, name: program.name, program_id: program.id, targets: targets ?? { units: [unit_id] } }
    return (await this.staff('POST', '/api/v1/schedules', body)).json
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
            if (child.exitCode !== null || child.signalCode !== null) return resolve()
            child.on('exit', resolve)
            child.kill('SIGTERM')
            setTimeout(() => child.kill('SIGKILL'), 5000).unref()
          }),
      ),
    )
    rmSync(this.root, { recursive: true, force: true })
  }
}
