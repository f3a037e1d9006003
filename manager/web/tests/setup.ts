// What every test of the console stands on.
import { useLanguage } from '@/i18n'

await useLanguage('en')
await useLanguage('zh-CN')
