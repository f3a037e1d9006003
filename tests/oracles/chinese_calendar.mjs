// Writes what an npm library says about every day from 1901 to 2100.
//
// Usage: node chinese_calendar.mjs lunar|tyme FILE     (lunar-javascript, tyme4ts)
//
// One day a line: DATE YEAR MONTH DAY TERM FESTIVALS HOLIDAY. The month is negative when it is a leap
// month; FESTIVALS are joined by commas; HOLIDAY is R for a day off, W for one worked instead, of the
// years 2025 and 2026; `-` where there is none. An answer younger than this file and the lock is kept:
// the days do not change, and asking takes half a minute.
import { existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import lunarJavascript from 'lunar-javascript'
import { LegalHoliday, SolarDay } from 'tyme4ts'

const { HolidayUtil, Solar } = lunarJavascript
const DAY = 86_400_000

const libraries = {
  lunar(year, month, day) {
    const lunar = Solar.fromYmd(year, month, day).getLunar()
    const holiday = HolidayUtil.getHoliday(year, month, day)
    return {
      lunar: [lunar.getYear(), lunar.getMonth(), lunar.getDay()],
      term: lunar.getJieQi(),
      festivals: [...lunar.getFestivals(), ...lunar.getOtherFestivals()],
      holiday: holiday && (holiday.isWork() ? 'W' : 'R'),
    }
  },
  tyme(year, month, day) {
    const solar = SolarDay.fromYmd(year, month, day)
    const lunar = solar.getLunarDay()
    const term = solar.getTermDay()
    const festival = lunar.getFestival()
    const holiday = LegalHoliday.fromYmd(year, month, day)
    return {
      lunar: [lunar.getYear(), lunar.getMonth(), lunar.getDay()],
      term: term.getDayIndex() === 0 ? term.getName() : '',
      festivals: festival ? [festival.getName()] : [],
      holiday: holiday && (holiday.isWork() ? 'W' : 'R'),
    }
  },
}

const age = (file) => statSync(file).mtimeMs
const here = dirname(fileURLToPath(import.meta.url))
const questions = [`${here}/chinese_calendar.mjs`, `${here}/package-lock.json`]

const [name, file] = process.argv.slice(2)
if (existsSync(file) && questions.every((each) => age(each) < age(file))) {
  process.exit(0)
}
const lines = []
for (let time = Date.UTC(1901, 0, 1); time < Date.UTC(2101, 0, 1); time += DAY) {
  const date = new Date(time)
  const day = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  const said = libraries[name](...day)
  const holiday = [2025, 2026].includes(day[0]) ? said.holiday : null
  lines.push(
    [
      date.toISOString().slice(0, 10),
      ...said.lunar,
      said.term || '-',
      said.festivals.join(',') || '-',
      holiday ?? '-',
    ].join(' '),
  )
}
mkdirSync(dirname(file), { recursive: true })
writeFileSync(`${file}.new`, lines.join('\n') + '\n')
renameSync(`${file}.new`, file)
