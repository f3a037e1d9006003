// Debian's Chromium on the console, with everything noted that must not happen.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import { contract } from './contract.mjs'

const CHROMIUM = process.env.MARQUEE_CHROMIUM ?? '/usr/bin/chromium'
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PATIENCE_MS = 30_000
const SETTLED_MS = 4000
const GRAVE = ['serious', 'critical']
const JUDGED_MS = 2000

export class Visitor {
  // `pin`: of the manager's own authority, the only one beyond the system's that is accepted.
  static async start(pin) {
    return chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', `--ignore-certificate-errors-spki-list=${pin}`],
    })
  }

  // A person with a profile of their own; knows nothing of the others in the same browser.
  static async arrive(browser, url, options = {}) {
    const visitor = new Visitor(browser, url)
    await visitor.open(options)
    return visitor
  }

  constructor(browser, url) {
    this.browser = browser
    this.url = url
    this.faults = []
    this.strangers = new Set()
    this.asking = new Set()
    this.judging = []
  }

  // `judged`: what goes over the line is held against openapi.yaml.
  async open({ language = 'zh-CN', dark = false, viewport = { width: 1440, height: 900 }, state, judged = true } = {}) {
    this.context = await this.browser.newContext({
      viewport,
      colorScheme: dark ? 'dark' : 'light',
      storageState: state,
      permissions: [],
    })
    await this.context.addInitScript((wanted) => localStorage.setItem('marquee.language', wanted), language)
    for (const end of ['requestfinished', 'requestfailed']) this.context.on(end, (request) => this.asking.delete(request))
    this.context.on('request', (request) => {
      this.asking.add(request)
      const address = new URL(request.url())
      if (['http:', 'https:'].includes(address.protocol) && address.origin !== this.url) this.strangers.add(address.origin)
    })
    if (judged) this.context.on('response', (response) => this.judging.push(this.hold(response)))
    this.context.setDefaultTimeout(PATIENCE_MS)
    this.page = await this.anotherPage()
  }

  // Against openapi.yaml. An answer whose page is gone already has no body any more.
  async hold(response) {
    const request = response.request()
    const address = new URL(response.url())
    if (address.origin !== this.url || response.fromServiceWorker()) return
    const headers = response.headers() // a picture that did not change has those of its first answer
    const isJson = /json/.test(headers['content-type'] ?? '')
    const hasBody = isJson && request.method() !== 'HEAD'
    const text = hasBody ? (await response.text().catch(() => '')) || null : null
    const isSentJson = /json/.test(request.headers()['content-type'] ?? '')
    this.faults.push(...contract.judge({
      method: request.method(),
      path: address.pathname,
      status: response.status(),
      headers,
      text,
      sent: isSentJson ? request.postDataJSON() : undefined,
    }))
  }

  // Every answer so far is judged, but for those whose body never comes: their page is gone.
  async judged() {
    await Promise.race([Promise.all(this.judging), new Promise((resolve) => setTimeout(resolve, JUDGED_MS).unref())])
  }

  // A neighbouring window of the same person.
  async anotherPage() {
    const page = await this.context.newPage()
    page.on('pageerror', (error) => this.faults.push(`error in the page: ${error.message}`))
    page.on('console', (message) => {
      const text = message.text()
      if (/Content Security Policy|violates the following/i.test(text)) this.faults.push(`policy: ${text}`)
      else if (message.type() === 'error' && !/Failed to load resource/.test(text)) this.faults.push(`console: ${text}`)
      else if (message.type() === 'warning' && /\[Vue|\[intlify/.test(text)) this.faults.push(`console: ${text}`)
    })
    return page
  }

  // The manager's cookie is gone, as after a session has ended.
  async forget() {
    await this.context.clearCookies()
  }

  // What the page sends from now on takes its time; 0: as fast as it goes.
  async slowDown(bytesPerSecond) {
    const line = await this.context.newCDPSession(this.page)
    await line.send('Network.enable')
    const rates = { latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond || -1 }
    await line.send('Network.emulateNetworkConditions', { offline: false, ...rates })
  }

  async go(path) {
    await this.page.goto(`${this.url}/#${path}`)
    await this.page.locator('main h1').first().waitFor({ state: 'attached' })
  }

  // Until the page has what it asked for, and fades are over. A page that asks without end is not
  // waited for.
  async settle() {
    const deadline = Date.now() + SETTLED_MS
    for (let quiet = 0; quiet < 6 && Date.now() < deadline; quiet += 1) {
      await this.page.waitForTimeout(75)
      if (this.asking.size > 0) quiet = -1
    }
  }

  // What keeps somebody from using the page, as axe sees it; `all`: of any impact, not only the grave.
  async barriers({ all = false } = {}) {
    await this.page.evaluate(AXE)
    const found = await this.page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
    return found.violations
      .filter(({ impact }) => all || GRAVE.includes(impact))
      .map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' | ')}`)
  }

  // Parts that are wider than what shows of them.
  async cutOff() {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('main *, header *, nav *')]
        .filter((part) => {
          const style = getComputedStyle(part)
          const hides = style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis'
          return hides && part.clientWidth > 30 && part.scrollWidth > part.clientWidth + 1 && !part.closest('.el-select,.el-input,.sr')
        })
        .map((part) => `${part.tagName}.${part.className}: ${part.scrollWidth} in ${part.clientWidth}`),
    )
  }
}
