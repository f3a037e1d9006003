// The editor's parts for looks and coloured words, as a person uses them.
import { afterEach, describe, expect, it } from 'vitest'
import { createApp, h, nextTick, ref, type App, type Component } from 'vue'
import ColourRuns from '@/components/ColourRuns.vue'
import SloganLooks from '@/components/SloganLooks.vue'
import { i18n } from '@/i18n'
import { DEFAULT_STYLE } from '@/plain/slogans'
import type { Style } from '@/api/models'

const apps: App[] = []
function show(component: Component, style: Style, props: Record<string, unknown> = {}) {
  const value = ref<Style>(style)
  const place = document.body.appendChild(document.createElement('div'))
  const app = createApp({
    render: () => h(component, { ...props, modelValue: value.value, 'onUpdate:modelValue': (next: Style) => (value.value = next) }),
  })
  app.use(i18n).mount(place)
  apps.push(app)
  return { place, value }
}
const button = (place: HTMLElement, words: string) => [...place.querySelectorAll('button')].find((each) => each.textContent?.includes(words))

afterEach(() => {
  apps.splice(0).forEach((app) => app.unmount())
  document.body.innerHTML = ''
})

describe('looks', () => {
  it('are put on with one click and taken off with one', async () => {
    const mine = { ...DEFAULT_STYLE, text: '#123456' }
    const { place, value } = show(SloganLooks, mine)
    expect(button(place, '撤销样式')).toBeUndefined()
    button(place, '警示黄')!.click()
    await nextTick()
    expect(value.value.text).toBe('#ffc21a')
    expect(button(place, '警示黄')!.getAttribute('aria-pressed')).toBe('true')
    button(place, '撤销样式')!.click()
    await nextTick()
    expect(value.value).toEqual(mine)
    expect(button(place, '撤销样式')).toBeUndefined()
  })

  it('cannot be taken off past what was changed by hand since', async () => {
    const { place, value } = show(SloganLooks, { ...DEFAULT_STYLE })
    button(place, '警示黄')!.click()
    await nextTick()
    value.value = { ...value.value, background: '#222222' }
    await nextTick()
    expect(button(place, '撤销样式')).toBeUndefined()
  })
})

describe('coloured words', () => {
  it('are those that were selected, and can be made as the rest again', async () => {
    const { place, value } = show(ColourRuns, { ...DEFAULT_STYLE }, { text: '请拨96110', chosen: [2, 7] })
    button(place, '96110')!.click()
    await nextTick()
    expect(value.value.letters?.colours).toEqual([{ from: 2, until: 7, colour: '#ffffff' }])
    place.querySelector<HTMLButtonElement>('li button')!.click()
    await nextTick()
    expect(value.value.letters?.colours).toEqual([])
  })

  it('ask for a selection first', () => {
    const { place } = show(ColourRuns, { ...DEFAULT_STYLE }, { text: '请拨96110', chosen: [3, 3] })
    expect(button(place, '先在文字里选中')!.disabled).toBe(true)
  })
})
