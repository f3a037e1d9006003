// What the library holds, the share of the units above included, by id: names and lengths of the things items point at.
import { computed } from 'vue'
import { SHARED } from '@/api/client'
import { listAssets, listPlaylists, listSlogans } from '@/api/library'
import type { AssetKind } from '@/api/models'
import type { ItemDraft } from '@/api/programs'
import { languageNow, t } from '@/i18n'
import { comicOf } from '@/plain/comics'
import { newDrawn, type DrawnKind } from '@/plain/drawn'
import { PICTURE_MS, SLOGAN_MS } from '@/plain/layouts'
import { isoDay } from '@/plain/time'
import { useLoad } from './load'

export function useLibrary() {
  const slogans = useLoad(() => listSlogans(SHARED))
  const assets = useLoad(() => listAssets(SHARED), 10_000)
  const playlists = useLoad(() => listPlaylists(SHARED))
  const sloganNames = computed(() => new Map((slogans.value.value ?? []).map((each) => [each.id, each.name])))
  const assetNames = computed(() => new Map((assets.value.value ?? []).map((each) => [each.id, each.name])))

  function itemName(item: ItemDraft): string {
    const known = item.slogan_id
      ? sloganNames.value.get(item.slogan_id)
      : item.asset_id
        ? assetNames.value.get(item.asset_id)
        : undefined
    if (known ?? item.name) return known ?? item.name ?? ''
    return item.content?.kind === 'slogan' ? item.content.text : ''
  }
  return {
    slogans: computed(() => slogans.value.value ?? []),
    assets: computed(() => (assets.value.value ?? []).filter((asset) => asset.state === 'ready' && asset.kind !== 'font')),
    playlists: computed(() => playlists.value.value ?? []),
    comics: computed(() => (playlists.value.value ?? []).filter(comicOf)),
    problem: computed(() => slogans.problem.value ?? assets.problem.value),
    itemName,
    sloganItem: (id: string): ItemDraft => ({ slogan_id: id, duration_ms: SLOGAN_MS }),
    assetItem(id: string): ItemDraft {
      const asset = (assets.value.value ?? []).find((each) => each.id === id)
      const own = asset?.kind === 'video' || asset?.kind === 'audio' ? asset.rendition?.duration_ms : undefined
      return { asset_id: id, duration_ms: own ?? PICTURE_MS, ...(asset?.kind === 'audio' ? {} : { fit: 'contain' as const }) }
    },
    drawnItem: (kind: DrawnKind): ItemDraft =>
      newDrawn(kind, {
        name: t(`drawn.${kind}`),
        before: t('drawn.first_before'),
        after: t('drawn.first_after'),
        over: t('drawn.first_over'),
        language: languageNow() === 'en' ? 'en' : 'zh-Hans',
        soon: `${isoDay(new Date()).slice(0, 4)}-12-31`,
      }),
    kindOf: (item: ItemDraft): AssetKind | undefined => (assets.value.value ?? []).find((asset) => asset.id === item.asset_id)?.kind,
  }
}
