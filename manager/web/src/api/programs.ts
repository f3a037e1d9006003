// Programs: drafts, revisions, review.
import type { components } from './schema'
import type { Rect, Size } from './models'
import { all, get, picture, post, put, type Picture, type SHARED } from './client'

type Schemas = components['schemas']

export type ProgramRow = Schemas['ProgramRow']
export type ProgramState = ProgramRow['state']
// A submitted revision that the reader may judge.
export type Review = Schemas['Review']
export type RevisionEvent = Schemas['ProgramEvent']
export type Program = Schemas['Program']
export type Fit = 'contain' | 'cover' | 'stretch'

type Zone = Program['layout']['zones'][number]
type Item = NonNullable<Zone['playlist']>['items'][number]
export type Content = Item['content']
export type Transition = NonNullable<Item['transition']>

export type Comic = Schemas['ComicBody']

// One entry of a draft; exactly one of slogan_id, asset_id, content and comic.
export interface ItemDraft {
  id?: string
  name?: string
  duration_ms: number
  transition?: Transition
  slogan_id?: string
  asset_id?: string
  fit?: Fit
  background?: string
  motion?: 'still' | 'pan' | 'zoom_in' | 'zoom_out'
  volume_percent?: number
  chime?: boolean
  content?: Content
  comic?: Comic // then duration_ms may be absent: it lasts as long as its pages
  not_before?: string
  not_after?: string
}

export interface ZoneDraft {
  name: string
  rect: Rect
  playlist?: { items: ItemDraft[] }
  playlist_id?: string
  opacity_percent?: number
}

export interface LayoutDraft {
  canvas: Size
  background?: string
  zones: ZoneDraft[]
}

export interface ProgramBody {
  unit_id: string
  name: string
  layout: LayoutDraft
}

const of = (id: string) => ({ path: { id } })

export const listPrograms = (asked?: typeof SHARED) => all<ProgramRow>('/api/v1/programs', asked)
export const readProgram = (id: string) => get<Program>('/api/v1/programs/{id}', of(id))
export const createProgram = (body: ProgramBody) => post<Program>('/api/v1/programs', body)
export const reviseProgram = (id: string, version: number, body: ProgramBody) =>
  put<Program>('/api/v1/programs/{id}', body, { path: { id }, version })
export const submitProgram = (program: ProgramRow) =>
  post<Program>('/api/v1/programs/{id}/submit', undefined, { path: { id: program.id }, version: program.version })

export const listReviews = () => all<Review>('/api/v1/reviews')
export const approveProgram = (program: ProgramRow) =>
  post<Program>('/api/v1/programs/{id}/approve', undefined, { path: { id: program.id }, version: program.version })
export const returnProgram = (program: ProgramRow, reason: string) =>
  post<Program>('/api/v1/programs/{id}/return', { reason }, { path: { id: program.id }, version: program.version })
export const withdrawProgram = (program: ProgramRow, reason: string) =>
  post<Program>('/api/v1/programs/{id}/withdraw', reason ? { reason } : undefined, {
    path: { id: program.id },
    version: program.version,
  })

// Large canvases travel smaller than they are; small ones pixel for pixel.
const PREVIEW_PIXELS = 960
const previewScale = ({ width, height }: Size): number =>
  Math.max(0.05, Math.min(1, PREVIEW_PIXELS / Math.max(width, height)))

// What the player's renderer draws: a draft, or a stored program, at one moment of its loop.
export const previewDraft = (layout: LayoutDraft, size: Size, atMs: number, signal?: AbortSignal): Promise<Picture> =>
  picture('post', '/api/v1/previews', {
    body: { layout, ...size, at_ms: Math.round(atMs), scale: previewScale(size) },
    signal,
  })
export const previewProgram = (program: { id: string; revision?: number }, size: Size, atMs: number, signal?: AbortSignal): Promise<Picture> =>
  picture('get', '/api/v1/programs/{id}/preview', {
    path: { id: program.id },
    query: { revision: program.revision, ...size, at_ms: Math.round(atMs) },
    signal,
  })
