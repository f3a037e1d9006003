import './polyfills'
import { createApp } from 'vue'
import App from './App.vue'
import { startTheme } from './composables/theme'
import { i18n, spoken } from './i18n'
import { router } from './router'
import './styles/all.css'

startTheme()
const app = createApp(App).use(i18n).use(router)
void spoken.then(() => app.mount('#app'))
