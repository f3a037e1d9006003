// A manager filled with an invented city, and a person who is signed in to it.
import { Visitor } from '../../manager/web/e2e/browser.mjs'
import { City, until } from '../../manager/web/e2e/city.mjs'

const NAME = '林玥'
const PASSWORD = '守好每一块屏不放松'
const PUBLISHED_MS = 900_000

export class Town {
  // `size`: {units, displays}. Comes back when every display has its manifest: until then the
  // manager works at something else than what is measured.
  static async found(size) {
    const town = new Town()
    town.size = size
    town.city = new City()
    try {
      await town.city.startManager(size)
      const issued = () => town.city.log('manager').split('manifest_issued').length - 1 >= size.displays
      await until(issued, 'every display has its manifest', PUBLISHED_MS)
      await town.city.setPassword(await town.city.setupLink(), NAME, PASSWORD)
      town.browser = await Visitor.start(town.city.authorityPin)
      town.state = await town.signIn()
    } catch (failure) {
      await town.leave()
      throw failure
    }
    return town
  }

  async signIn() {
    const visitor = await Visitor.arrive(this.browser, this.city.url, { judged: false })
    await visitor.page.goto(`${this.city.url}/#/sign-in`)
    await visitor.page.locator('#account').fill(NAME)
    await visitor.page.locator('#password').fill(PASSWORD)
    await visitor.page.keyboard.press('Enter')
    await visitor.page.waitForFunction(() => location.hash === '#/')
    const state = await visitor.context.storageState()
    await visitor.context.close()
    return state
  }

  // Somebody with an empty cache who has been here before. `script` runs before the page's own.
  async visit(script, argument) {
    const visitor = await Visitor.arrive(this.browser, this.city.url, { state: this.state, judged: false })
    await visitor.context.addInitScript(script, argument)
    return visitor
  }

  async leave() {
    await this.browser?.close()
    await this.city.stop()
  }
}
