import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { compressed } from './tools/compressed.ts'
import { messages } from './tools/messages.ts'

// The manager puts a fresh nonce in the place of this word each time it hands out the page.
const NONCE_PLACE = '__MARQUEE_NONCE__'

export default defineConfig({
  base: '/',
  plugins: [vue(), messages(), compressed()],
  html: { cspNonce: NONCE_PLACE },
  resolve: {
    alias: {
      '@': fileURLToPath(new URL('./src', import.meta.url)),
      // The build without a message compiler: messages are compiled by tools/messages.ts.
      'vue-i18n': 'vue-i18n/dist/vue-i18n.runtime.esm-bundler.js',
    },
  },
  define: {
    __VUE_OPTIONS_API__: true,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    __INTLIFY_DROP_MESSAGE_COMPILER__: true,
  },
  build: {
    target: 'chrome87',
    cssTarget: 'chrome87',
    // Everything is a file of its own: the policy of the page allows no data: addresses.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
  },
  test: {
    environment: 'happy-dom',
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    testTimeout: 30_000, // a machine under load is slow, not wrong
    server: { deps: { inline: ['element-plus', 'vue-i18n'] } },
  },
})
