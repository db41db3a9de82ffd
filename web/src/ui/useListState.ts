import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/**
 * The whole state of a list lives in the address, so a view can be kept, sent to a colleague and found again with the back
 * button. Changing any filter returns to the first page; `after` is the key the server gave for the next one.
 */
export function useListState(names: string[]) {
  const route = useRoute()
  const router = useRouter()

  const one = (value: unknown) => (typeof value === 'string' ? value : '')
  const values = computed<Record<string, string>>(() =>
    Object.fromEntries(names.map((name) => [name, one(route.query[name])])),
  )
  const after = computed(() => one(route.query.after))

  function set(changes: Record<string, string | null | undefined>) {
    const query: Record<string, string> = {}
    for (const [name, value] of Object.entries({ ...route.query, after: undefined, ...changes })) {
      if (typeof value === 'string' && value !== '') query[name] = value
    }
    return router.push({ query })
  }

  function field(name: string): WritableComputedRef<string> {
    return computed({ get: () => values.value[name] ?? '', set: (value) => void set({ [name]: value }) })
  }

  return {
    values,
    after,
    set,
    field,
    filtered: computed(() => names.some((name) => name !== 'tab' && name !== 'page' && values.value[name])),
    next: (key: string) => set({ ...values.value, after: key }),
    /** Keyset pages go back through the browser's own history; opened by a link, the first page is the way back. */
    previous: () => (history.state?.back ? router.back() : set({})),
    clear: () => router.push({ query: {} }),
  }
}
