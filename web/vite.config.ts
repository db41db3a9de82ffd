import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

// The back end serves the workspace under /workspace/ and the API under /api/; JINYE points the dev server at another one.
const backEnd = process.env.JINYE ?? 'http://127.0.0.1:8080'

export default defineConfig({
  base: '/workspace/',
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      output: {
        // What every page needs changes seldom and is cached apart from our own code; the heavy viewers stay with their routes.
        manualChunks: (id) => (/node_modules\/(@vue|vue|vue-router|pinia|@pinia)\//.test(id) ? 'vue' : undefined),
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': backEnd } },
  preview: { host: '127.0.0.1', proxy: { '/api': backEnd } },
  test: { environment: 'happy-dom', server: { deps: { inline: ['element-plus'] } } },
})
