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
})
