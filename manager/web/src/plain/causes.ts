// Why a display is as it is, where the manager gives no sentence of its own.
import type { Health } from '@/api/models'
import { i18n, t } from '@/i18n'

export function causeSentence(health: Health): string {
  const key = `cause.${health.cause || health.status}`
  return i18n.global.te(key) ? t(key) : t(`cause.${health.status}`)
}
