// What has some words in its name.
import { get } from './client'
import type { components } from './schema'

export type Found = components['schemas']['Found']
export type FoundKind = Found['kind']

export const search = (words: string, signal?: AbortSignal) =>
  get<components['schemas']['FoundList']>('/api/v1/search', { query: { q: words }, signal })
