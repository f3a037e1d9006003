import './polyfills'
import { createApp } from 'vue'
import App from './App.vue'
import { startTheme } from './composables/theme'
import { i18n, languageNow, useLanguage } from './i18n'
import { router } from './router'
import './styles/all.css'

startTheme()
useLanguage(languageNow())
createApp(App).use(i18n).use(router).mount('#app')
