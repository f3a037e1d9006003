// What every journey through the console shares: a city, one visitor or several, and steps that
// stand on each other.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { after, before, test } from 'node:test'
import { Visitor } from './browser.mjs'
import { City } from './city.mjs'
import { contract } from './contract.mjs'

export const SHOTS = process.env.MARQUEE_E2E_SHOTS ?? new URL('../e2e-shots', import.meta.url).pathname
export const NAME = '林玥'
export const PASSWORD = '守好每一块屏不放松'
export const WORDS = '陌生来电要提防，多方确认防上当'
export const POSTER = new URL('../public/every-screen.png', import.meta.url).pathname

// How a person finds things on a page.
export class Hands {
  constructor(visitor) {
    this.visitor = visitor
  }

  get page() {
    return this.visitor.page
  }

  heading = (name) => this.page.getByRole('heading', { level: 1, name })
  button = (name, within = this.page) => within.getByRole('button', { name })
  field = (name) => this.page.getByLabel(name, { exact: true })
  card = (name) => this.page.getByRole('region', { name })
  dialog = () => this.page.getByRole('dialog')
  says = (words) => this.page.getByText(words).first().waitFor()
  go = (path) => this.visitor.go(path)
  shot = (name) => this.page.screenshot({ path: join(SHOTS, `${name}.png`) })

  choose = async (label, option, within = this.page) => {
    await within.locator('.el-select', { has: this.page.getByRole('combobox', { name: label }) }).first().click()
    await this.page.getByRole('option', { name: option }).first().click()
  }

  // Held by the keyboard until `done` is true.
  hold = async (name, done) => {
    await this.button(name).focus()
    await this.page.keyboard.down('Space')
    try {
      await done()
    } finally {
      await this.page.keyboard.up('Space')
    }
  }

  signIn = async (name, password) => {
    await this.page.goto(`${this.visitor.url}/#/sign-in`)
    await this.page.locator('#account').fill(name)
    await this.page.locator('#password').fill(password)
    await this.page.keyboard.press('Enter')
    await this.heading('总览').waitFor()
  }
}

// A city of its own for the tests of one file. `players`: name to size. The first account has its
// password unless `locked`; its holder is signed in.
export function journey(players = {}, { locked = false } = {}) {
  const here = { city: new City(), visitors: [] }
  let broken = ''

  here.visit = async (options) => {
    here.browser ??= await Visitor.start(here.city.authorityPin)
    const visitor = await Visitor.arrive(here.browser, here.city.url, options)
    here.visitors.push(visitor)
    return new Hands(visitor)
  }
  // A journey: what comes later stands on what came before.
  here.step = (name, walk) =>
    test(name, async () => {
      assert.equal(broken, '', 'an earlier step failed')
      try {
        await walk()
      } catch (failure) {
        broken = name
        const file = basename(process.argv[1], '.test.mjs')
        for (const [index, visitor] of here.visitors.entries()) {
          await visitor.page.screenshot({ path: join(SHOTS, `failed-${file}-${index}.png`) }).catch(() => undefined)
        }
        console.error(here.city.log('manager').split('\n').slice(-12).join('\n'))
        throw failure
      }
    })

  before(async () => {
    mkdirSync(SHOTS, { recursive: true })
    await here.city.startManager()
    await Promise.all(Object.entries(players).map(([name, size]) => here.city.startPlayer(name, size)))
    if (!locked) await here.city.setPassword(await here.city.setupLink(), NAME, PASSWORD)
    here.hands = await here.visit()
    if (!locked) await here.hands.signIn(NAME, PASSWORD)
  })
  after(async () => {
    await here.browser?.close()
    await here.city.stop()
  })
  // Last in the file: nothing may have gone wrong where nobody looked.
  here.nothingWrong = () =>
    test('nothing was refused by the policy, nobody else was asked, no page broke, and all was as openapi.yaml says', async (context) => {
      for (const visitor of here.visitors) {
        await visitor.judged()
        assert.deepEqual(visitor.faults, [])
        assert.deepEqual([...visitor.strangers], [])
      }
      context.diagnostic(contract.summary())
    })
  return here
}
