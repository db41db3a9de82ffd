import { defineStore } from 'pinia'
import { reactive } from 'vue'
import { modules } from './modules'

/** The numbers behind menu titles, from the modules that have some; the live channel keeps them fresh. */
export const useCounts = defineStore('counts', () => {
  const values = reactive<Record<string, number>>({})

  async function refresh() {
    await Promise.all(
      modules.map(async (module) => {
        const fresh = await module.counts?.().catch(() => null)
        if (fresh) Object.assign(values, fresh)
      }),
    )
  }
  return { values, refresh }
})
