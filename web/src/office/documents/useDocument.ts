import { ref, shallowRef, watch } from 'vue'
import { Problem } from '@/api/problem'
import { documents, type DocumentView } from './api'

/** One document, loaded and loaded anew; what is shown stays while it loads. */
export function useDocument(id: () => number) {
  const document = shallowRef<DocumentView | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)

  async function load() {
    loading.value = true
    try {
      document.value = await documents.view(id())
      problem.value = null
    } catch (thrown) {
      problem.value = Problem.of(thrown)
    } finally {
      loading.value = false
    }
  }
  watch(id, load, { immediate: true })

  return { document, problem, loading, load }
}
