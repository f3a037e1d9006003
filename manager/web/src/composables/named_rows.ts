// Rows that schedules name, and the two dialogs about one of them: its form, and whether to remove it.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { useSession } from './session'
import { useAct, useLoad, type Loaded } from './load'
import { useTrash } from './trash'

export interface NamedRow {
  id: string
  unit_id: string
  name: string
}

export interface NamedRows<R extends NamedRow> {
  list: Loaded<R[]>
  busy: Ref<boolean>
  problem: ShallowRef<unknown>
  editing: Ref<boolean>
  asking: Ref<boolean>
  chosen: ShallowRef<R | null> // null: a new one
  name: Ref<string>
  edit: (row: R | null) => void
  save: () => Promise<void>
  ask: (row: R) => void
  remove: () => Promise<void>
}

// `fill` puts what else a row says into the form, before it is shown; `send` is given the head that
// every row has, and the row as it was.
export function useNamedRows<R extends NamedRow>(calls: {
  load: () => Promise<R[]>
  fill: (row: R | null) => void
  send: (head: { unit_id: string; name: string }, before: R | null) => Promise<unknown>
  remove: (row: R) => Promise<unknown>
}): NamedRows<R> {
  const { session } = useSession()
  const list = useLoad(calls.load)
  const { busy, problem, act } = useAct()
  const { discarded } = useTrash()
  const editing = ref(false)
  const asking = ref(false)
  const chosen: ShallowRef<R | null> = shallowRef(null)
  const name = ref('')

  function edit(row: R | null): void {
    chosen.value = row
    name.value = row?.name ?? ''
    calls.fill(row)
    problem.value = null
    editing.value = true
  }
  async function save(): Promise<void> {
    const before = chosen.value
    const head = { unit_id: before?.unit_id ?? session.value?.account.unit_id ?? '', name: name.value.trim() }
    await act(() => calls.send(head, before))
    if (problem.value) return
    editing.value = false
    await list.reload()
  }
  function ask(row: R): void {
    chosen.value = row
    asking.value = true
  }
  async function remove(): Promise<void> {
    const row = chosen.value
    if (!row) return
    await act(() => calls.remove(row))
    if (!problem.value) discarded(row, list.reload)
    await list.reload()
  }
  return { list, busy, problem, editing, asking, chosen, name, edit, save, ask, remove }
}
