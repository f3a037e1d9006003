// The lunar day as people say it.
import type { CalendarDay } from '@/api/calendar'
import { languageNow } from '@/i18n'

const STEMS = '甲乙丙丁戊己庚辛壬癸'
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥'
const FIRST_OF_CYCLE = 4 // the Gregorian year 4 began a cycle of sixty

// 丙午年 十月十六 / Lunar 10/16
export function lunarText({ year, month, day, text }: NonNullable<CalendarDay['lunar']>): string {
  if (languageNow() === 'en') return `Lunar ${month}/${day}`
  const place = year - FIRST_OF_CYCLE
  return `${STEMS[place % STEMS.length]}${BRANCHES[place % BRANCHES.length]}年 ${text}`
}
