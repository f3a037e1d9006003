// Parts of pages, as a person meets them.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createApp, defineComponent, h, nextTick, ref, type App, type Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { Problem } from '@/api/problem'
import CardMenu from '@/components/CardMenu.vue'
import HoldButton from '@/components/HoldButton.vue'
import ProblemNote from '@/components/ProblemNote.vue'
import StatusMark from '@/components/StatusMark.vue'
import UnitTree from '@/components/UnitTree.vue'
import { i18n } from '@/i18n'
import { displayCounts, unitTree } from '@/plain/units'
import SignInView from '@/views/SignInView.vue'
import { mockManager, refusal } from './mock_manager'

const apps: App[] = []

function show(component: Component, props: Record<string, unknown> = {}): HTMLElement {
  const place = document.body.appendChild(document.createElement('div'))
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: { render: () => null } }],
  })
  const app = createApp({ render: () => h(component, props) })
  app.use(i18n).use(router).mount(place)
  apps.push(app)
  return place
}

afterEach(() => {
  apps.splice(0).forEach((app) => app.unmount())
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('a failure', () => {
  it("is shown as the manager's sentence, with a way to try again", async () => {
    const retry = vi.fn()
    const problem = new Problem({ status: 507, code: 'disk_full', title: '磁盘已满', detail: '请管理员清理磁盘后再试。' })
    const place = show(ProblemNote, { problem, retry })
    expect(place.querySelector('[role=alert]')?.textContent).toContain('请管理员清理磁盘后再试。')
    place.querySelector('button')?.click()
    expect(retry).toHaveBeenCalledOnce()
  })
})

describe('the word for how a display is', () => {
  it('never stands on colour alone', () => {
    const place = show(StatusMark, { status: 'out_of_date' })
    expect(place.textContent?.trim()).toBe('内容未更新')
    expect(place.querySelector('svg')).not.toBeNull()
  })
})

describe('the tree of units', () => {
  const units = ['city', 'county', 'town'].map((id, index, all) => ({
    id, name: id, kind: 'unit', version: 1, created_at: '', changed_at: '', parent_id: all[index - 1],
  }))

  it('is walked with the arrows and folds', async () => {
    const chosen = ref('city')
    const nodes = unitTree(units)
    const Host = defineComponent(() => () =>
      h(UnitTree, {
        nodes, counts: displayCounts(nodes, []), label: '单位', modelValue: chosen.value,
        'onUpdate:modelValue': (next: string) => (chosen.value = next),
      }))
    const place = show(Host)
    const rows = (): HTMLElement[] => [...place.querySelectorAll<HTMLElement>('[role=treeitem]')]
    const press = async (row: HTMLElement | undefined, key: string): Promise<void> => {
      row?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
      await nextTick()
    }
    await press(rows()[0], 'ArrowDown')
    expect(chosen.value).toBe('county')
    expect(rows().map((row) => row.tabIndex)).toEqual([-1, 0, -1])
    await press(rows()[1], 'ArrowLeft')
    expect(rows().map((row) => row.getAttribute('aria-expanded'))).toEqual(['true', 'false'])
  })
})

describe('a button that must be held', () => {
  it('does nothing when it is let go early, and acts once when it is held', () => {
    vi.useFakeTimers()
    const held = vi.fn()
    const place = show(HoldButton, { seconds: 2, tone: 'alarm', onHeld: held })
    const press = (type: string): void => void place.querySelector('button')?.dispatchEvent(new Event(type))
    press('pointerdown')
    vi.advanceTimersByTime(1500)
    press('pointerup')
    vi.advanceTimersByTime(5000)
    expect(held).not.toHaveBeenCalled()
    press('pointerdown')
    vi.advanceTimersByTime(9000)
    expect(held).toHaveBeenCalledOnce()
  })
})

describe('signing in', () => {
  async function tryWith(answer: ReturnType<typeof refusal>): Promise<string> {
    mockManager({ 'POST /api/v1/session': answer })
    const place = show(SignInView)
    const [name, password] = [...place.querySelectorAll('input')]
    for (const [field, text] of [[name, '林玥'], [password, 'wrong']] as const) {
      if (field) field.value = text
      field?.dispatchEvent(new Event('input'))
    }
    await nextTick()
    place.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    await vi.waitFor(() => expect(place.querySelector('[role=alert]')).not.toBeNull())
    return place.querySelector('[role=alert]')?.textContent ?? ''
  }

  it('says how many tries are left and who can help', async () => {
    const said = await tryWith(refusal(401, 'wrong_credentials', { params: { tries_left: '3' } }))
    expect(said).toContain('还可以试 3 次')
    expect(said).toContain('单位管理员')
  })

  it('says until when the account is locked', async () => {
    const locked = refusal(429, 'locked_out')
    const said = await tryWith({ ...locked, headers: { ...locked.headers, 'Retry-After': '120' } })
    expect(said).toMatch(/\d\d:\d\d:\d\d 以后可以再试/)
  })
})

describe('the card over a display', () => {
  const path = '/api/v1/displays/d1/card'
  const card = { id: 'c1', kind: 'grid', until: '2026-11-21T12:05:00Z', seen: true }
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

  it('says what stands, and ends it', async () => {
    let stands = true
    const manager = mockManager({
      [`GET ${path}`]: () => (stands ? { json: card } : refusal(404, 'not_found')),
      [`DELETE ${path}`]: () => {
        stands = false
        return { status: 204 }
      },
    })
    const place = show(CardMenu, { displayId: 'd1' })
    await vi.waitFor(() => expect(place.querySelector('[role=status]')?.textContent).toContain('屏上正在显示'))
    expect(place.querySelector('summary')?.textContent).toContain('网格')
    place.querySelector<HTMLButtonElement>('[role=status] button')?.click()
    await vi.waitFor(() => expect(place.querySelector('[role=status]')).toBeNull())
    expect(manager.asked.some((each) => each.method === 'DELETE')).toBe(true)
  })

  it('asks for module numbers with the size of a module', async () => {
    const manager = mockManager({
      [`GET ${path}`]: refusal(404, 'not_found'),
      [`POST ${path}`]: { status: 201, json: card },
    })
    const place = show(CardMenu, { displayId: 'd1' })
    const kind = place.querySelector('select') as HTMLSelectElement
    kind.value = 'modules'
    kind.dispatchEvent(new Event('change'))
    await settled()
    expect(place.querySelectorAll('input')).toHaveLength(2)
    place.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    await vi.waitFor(() => {
      const ordered = manager.asked.find((each) => each.method === 'POST')
      expect(ordered?.body).toEqual({ kind: 'modules', minutes: 5, module: { width: 64, height: 32 } })
    })
    expect(place.querySelector('[role=alert]')).toBeNull()
  })
})
