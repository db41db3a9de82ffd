import { ref, shallowRef, watch } from 'vue'
import { Problem } from '@/api/problem'
import { approvals, type PartView, type RequestView } from './api'

/** One request, loaded and loaded anew; what is shown stays while it loads. */
export function useRequest(id: () => number) {
  return useLoaded<RequestView>(id, approvals.view)
}

/** What one department was asked, with its request. */
export function usePart(id: () => number) {
  return useLoaded<PartView>(id, approvals.part)
}

function useLoaded<T>(id: () => number, fetch: (id: number) => Promise<T>) {
  const value = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)

  async function load() {
    if (!id()) return
    loading.value = true
    try {
      value.value = await fetch(id())
      problem.value = null
    } catch (thrown) {
      problem.value = Problem.of(thrown)
    } finally {
      loading.value = false
    }
  }
  watch(id, load, { immediate: true })
  return { value, problem, loading, load }
}
