import { defineStore } from 'pinia'
import { reactive } from 'vue'
import { modules } from './modules'
import { useSession } from './session'

/** The numbers behind menu titles, from the modules that have some; the live channel keeps them fresh. */
export const useCounts = defineStore('counts', () => {
  const values = reactive<Record<string, number>>({})

  const session = useSession()

  async function refresh() {
    // A module the person has no entry of would only refuse.
    const visible = modules.filter((module) =>
      module.menu?.some((entry) => !entry.permissions || entry.permissions.some(session.may)),
    )
    await Promise.all(
      visible.map(async (module) => {
        const fresh = await module.counts?.().catch(() => null)
        if (fresh) Object.assign(values, fresh)
      }),
    )
  }
  return { values, refresh }
})
