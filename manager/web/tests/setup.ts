// What every test of the console stands on.
import { useLanguage } from '@/i18n'

useLanguage('zh-CN')
