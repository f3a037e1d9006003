// What is written survives a reload, and what is saved is not kept twice.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, nextTick, ref, type Ref } from 'vue'
import { useDraft, type Keeper } from '@/composables/drafts'

interface Page {
  draft: Ref<{ text: string }>
  keeper: Keeper
  leave: () => void
}

function open(): Page {
  const draft = ref({ text: '' })
  let keeper: Keeper | undefined
  const app = createApp({
    setup: () => {
      keeper = useDraft('slogan.new', draft)
      return () => null
    },
  })
  app.mount(document.createElement('div'))
  if (!keeper) throw new Error('the page has no keeper')
  return { draft, keeper, leave: () => app.unmount() }
}

describe('a draft', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.useFakeTimers()
  })
  afterEach(() => vi.useRealTimers())

  it('is there again after a reload', async () => {
    const first = open()
    first.draft.value.text = '守好钱袋子'
    await nextTick()
    vi.advanceTimersByTime(1000)
    const second = open()
    expect(second.keeper.restored).toBe(true)
    expect(second.draft.value.text).toBe('守好钱袋子')
  })

  it('is kept when the page is left at once', () => {
    const first = open()
    first.draft.value.text = '防'
    first.leave()
    expect(open().draft.value.text).toBe('防')
  })

  it('is forgotten when the manager has it, and what was only read is never kept', async () => {
    const first = open()
    first.draft.value = { text: '来自管理端' }
    first.keeper.settle()
    await nextTick()
    vi.advanceTimersByTime(1000)
    first.leave()
    expect(open().keeper.restored).toBe(false)
  })

  it('remembers which version it was begun from, so that saving it meets what others changed', async () => {
    const first = open()
    first.keeper.settle(3)
    first.draft.value.text = '防'
    await nextTick()
    first.leave()
    const second = open()
    expect(second.keeper.asBegun({ version: 5, text: '别人的' })).toEqual({ version: 3, text: '别人的' })
    second.keeper.settle(6)
    second.draft.value.text = '再改'
    second.leave()
    expect(open().keeper.asBegun({ version: 7 })).toEqual({ version: 6 })
  })

  it('that an earlier console kept is let go', () => {
    for (const name of Object.keys(localStorage)) localStorage.removeItem(name)
    const first = open()
    first.draft.value.text = '防'
    first.leave()
    const key = Object.keys(localStorage).find((name) => name.includes('slogan.new'))!
    localStorage.setItem(key, JSON.stringify({ text: '旧' }))
    const second = open()
    expect(second.keeper.restored).toBe(false)
    expect(second.draft.value.text).toBe('')
  })
})
