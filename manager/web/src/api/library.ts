// Slogans, media and playlists.
import { all, get, picture, post, put, remove, SHARED, type Picture } from './client'
import type { Asset, Size, Slogan, SloganCheck, SloganMotion, Style } from './models'
import type { ItemDraft } from './programs'

export interface Playlist {
  id: string
  unit_id: string
  version: number
  changed_at: string
  name: string
  items: ItemDraft[]
}

export interface SloganBody {
  unit_id: string
  name: string
  text: string
  language?: string
  style?: Style
  translation?: Slogan['translation']
  variables?: boolean
}

const of = (id: string) => ({ path: { id } })

export const listSlogans = (asked?: typeof SHARED) => all<Slogan>('/api/v1/slogans', asked)
export const readSlogan = (id: string) => get<Slogan>('/api/v1/slogans/{id}', of(id))
export const createSlogan = (body: SloganBody) => post<Slogan>('/api/v1/slogans', body)
export const replaceSlogan = (id: string, version: number, body: SloganBody) =>
  put<Slogan>('/api/v1/slogans/{id}', body, { path: { id }, version })
export const removeSlogan = (slogan: Slogan) =>
  remove('/api/v1/slogans/{id}', { path: { id: slogan.id }, version: slogan.version })
const wordsOf = ({ text, language, style, translation, variables }: SloganBody) => ({ text, language, style, translation, variables })
export const checkSlogan = (body: SloganBody, shapes: Size[], durationMs: number, signal?: AbortSignal) =>
  post<SloganCheck>('/api/v1/slogan-checks', { slogan: wordsOf(body), shapes, duration_ms: durationMs }, { signal })
// Which displays of the unit, and of all below it, cannot draw it; asked apart, for they may be thousands.
export const checkSloganThere = (body: SloganBody, signal?: AbortSignal) =>
  post<SloganCheck>('/api/v1/slogan-checks', { slogan: wordsOf(body), shapes: [], unit_id: body.unit_id }, { signal })
// For a page that moves it by itself.
export const moveSlogan = (body: SloganBody, size: Size, durationMs: number, signal?: AbortSignal) =>
  post<SloganMotion>('/api/v1/slogan-motions', { slogan: wordsOf(body), size, duration_ms: durationMs }, { signal })

export const listAssets = (asked?: typeof SHARED) => all<Asset>('/api/v1/assets', asked)
export const renameAsset = (asset: Asset, name: string) =>
  put<Asset>('/api/v1/assets/{id}', { name }, { path: { id: asset.id }, version: asset.version })
export const removeAsset = (asset: Asset) =>
  remove('/api/v1/assets/{id}', { path: { id: asset.id }, version: asset.version })
export const assetThumbnail = (id: string, width: number): Promise<Picture> =>
  picture('get', '/api/v1/assets/{id}/thumbnail', { path: { id }, query: { width } })

export const listPlaylists = (asked?: typeof SHARED) => all<Playlist>('/api/v1/playlists', asked)
export const readPlaylist = (id: string) => get<Playlist>('/api/v1/playlists/{id}', of(id))
export const createPlaylist = (body: { unit_id: string; name: string; items: ItemDraft[] }) =>
  post<Playlist>('/api/v1/playlists', body)
export const replacePlaylist = (list: Playlist, body: { unit_id: string; name: string; items: ItemDraft[] }) =>
  put<Playlist>('/api/v1/playlists/{id}', body, { path: { id: list.id }, version: list.version })
export const removePlaylist = (list: Playlist) =>
  remove('/api/v1/playlists/{id}', { path: { id: list.id }, version: list.version })

// The words on things of the library, by which people find them.
export interface Tagged {
  id: string
  unit_id: string
  tags: string[]
}
export const TAGS_MAX = 32
export const listLibraryTags = () => all<Tagged>('/api/v1/library-tags', SHARED)
export const putLibraryTags = (id: string, tags: string[]) => put<Tagged>('/api/v1/library-tags/{id}', { tags }, { path: { id } })
