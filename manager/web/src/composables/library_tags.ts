// The words on what is in the library, for the page and every card on it.
import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import { listLibraryTags, putLibraryTags } from '@/api/library'
import { compareNames } from '@/plain/collate'
import { useLoad, type Loaded } from './load'

export interface LibraryTags {
  of: (id: string) => string[]
  known: ComputedRef<string[]>
  put: (id: string, tags: string[]) => Promise<void>
  choose: (tag: string) => void // shows only what has it
  loaded: Loaded<unknown>
}

const KEY: InjectionKey<LibraryTags> = Symbol('library tags')

export function provideLibraryTags(choose: (tag: string) => void): LibraryTags {
  const loaded = useLoad(async () => new Map((await listLibraryTags()).map(({ id, tags }) => [id, tags])), 30_000, 'library')
  const known = computed(() => [...new Set([...(loaded.value.value?.values() ?? [])].flat())].sort(compareNames))
  const tags: LibraryTags = {
    of: (id) => loaded.value.value?.get(id) ?? [],
    known,
    choose,
    loaded,
    async put(id, next) {
      const kept = await putLibraryTags(id, next)
      loaded.value.value = new Map(loaded.value.value ?? []).set(id, kept.tags)
    },
  }
  provide(KEY, tags)
  return tags
}

export function useLibraryTags(): LibraryTags {
  const tags = inject(KEY)
  if (!tags) throw new Error('no page provides the tags of the library')
  return tags
}
