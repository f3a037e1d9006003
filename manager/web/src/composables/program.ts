// One program while it is edited: its draft, its zones, and what is sent.
import { computed, ref, shallowRef } from 'vue'
import { useRoute } from 'vue-router'
import type { ItemDraft, LayoutDraft, Program, ZoneDraft } from '@/api/programs'
import { createProgram, readProgram, reviseProgram, submitProgram } from '@/api/programs'
import { t } from '@/i18n'
import { draftOf, sendable } from '@/plain/drafts'
import { arrange, TEMPLATES, type Template } from '@/plain/layouts'
import { useConflict } from './conflict'
import { useDraft } from './drafts'
import { useAct } from './load'
import { useOwnAddress } from './own_address'
import { useSession } from './session'

export interface ProgramDraft {
  name: string
  layout: LayoutDraft
}

const zoneNames = (): string[] => [t('program.zone_1'), t('program.zone_2'), t('program.zone_3')]
const CANVAS = { width: 1920, height: 1080 }

export function useProgram() {
  const route = useRoute()
  const ownAddress = useOwnAddress()
  const { session } = useSession()
  const { busy, problem, act } = useAct()
  const id = computed(() => (route.params['id'] === 'new' ? '' : String(route.params['id'])))
  const stored = shallowRef<Program | null>(null)
  const chosen = ref(0)
  const draft = ref<ProgramDraft>({
    name: '',
    layout: { canvas: { ...CANVAS }, background: '#000000', zones: arrange('full', CANVAS, [], zoneNames()) },
  })
  // A program begun from a slogan is a draft of its own.
  const from = typeof route.query['slogan'] === 'string' ? route.query['slogan'] : ''
  const keeper = useDraft<ProgramDraft>(`program.${id.value || `new${from}`}`, draft)
  const changed = ref(keeper.restored)

  function take(program: Program): void {
    stored.value = program
    draft.value = { name: program.name, layout: draftOf(program) }
    changed.value = false
    keeper.settle(program.version)
  }
  function discard(): void {
    if (stored.value) take(stored.value)
    chosen.value = 0
  }

  async function load(): Promise<void> {
    if (!id.value) return
    const program = await act(() => readProgram(id.value))
    if (!program) return
    if (keeper.restored && stored.value === null) stored.value = keeper.asBegun(program)
    else take(program)
  }

  const zone = computed({
    get: () => draft.value.layout.zones[Math.min(chosen.value, draft.value.layout.zones.length - 1)] as ZoneDraft,
    set: (next) => {
      draft.value.layout.zones.splice(chosen.value, 1, next)
      changed.value = true
    },
  })
  const items = computed({
    get: () => zone.value.playlist?.items ?? [],
    set: (next: ItemDraft[]) => {
      const { playlist_id: _, ...rest } = zone.value
      zone.value = { ...rest, playlist: { items: next } }
    },
  })

  function useTemplate(template: Template): void {
    const { canvas, zones } = draft.value.layout
    const lists = zones.map((each) => each.playlist?.items ?? [])
    draft.value.layout.zones = arrange(template, canvas, lists, zoneNames())
    chosen.value = 0
    changed.value = true
  }
  const template = computed<Template | null>(() => {
    const { canvas, zones } = draft.value.layout
    const rects = JSON.stringify(zones.map((each) => each.rect))
    return TEMPLATES.find((each) => JSON.stringify(arrange(each, canvas, [], []).map(({ rect }) => rect)) === rects) ?? null
  })
  // Another canvas keeps the arrangement.
  function useCanvas(width: number, height: number): void {
    const before = draft.value.layout.canvas
    const [x, y] = [width / before.width, height / before.height]
    for (const { rect } of draft.value.layout.zones) {
      rect.x = Math.round(rect.x * x)
      rect.width = Math.max(1, Math.round(rect.width * x))
      rect.y = Math.round(rect.y * y)
      rect.height = Math.max(1, Math.round(rect.height * y))
    }
    draft.value.layout.canvas = { width, height }
    changed.value = true
  }
  function removeZone(): void {
    draft.value.layout.zones.splice(chosen.value, 1)
    chosen.value = 0
    changed.value = true
  }

  async function save(): Promise<Program | undefined> {
    const body = {
      unit_id: stored.value?.unit_id ?? session.value?.account.unit_id ?? '',
      name: draft.value.name.trim(),
      layout: sendable(draft.value.layout),
    }
    const before = stored.value
    const program = await act(() => (before ? reviseProgram(before.id, before.version, body) : createProgram(body)))
    if (!program) return undefined
    take(program)
    if (!id.value) await ownAddress(`/programs/${program.id}`)
    return program
  }
  async function submit(): Promise<Program | undefined> {
    const program = changed.value || !stored.value ? await save() : stored.value
    if (!program) return undefined
    const sent = await act(() => submitProgram(program))
    if (sent) take(sent)
    return sent
  }
  const newest = useConflict(problem, () => readProgram(id.value))
  async function keepMine(): Promise<void> {
    stored.value = newest.value
    changed.value = true
    await save()
  }
  function takeTheirs(): void {
    if (newest.value) take(newest.value)
    problem.value = null
    chosen.value = 0
  }

  return {
    id, stored, draft, chosen, zone, items, template, changed, busy, problem, restored: keeper.restored,
    newest, load, save, submit, discard, keepMine, takeTheirs, useTemplate, useCanvas, removeZone,
  }
}
