import { useQuery, useQueryCache } from '@pinia/colada'
import { computed } from 'vue'
import { workflow } from './api'

/** 常用语 of the person, shared by every opinion box. */
export function usePhrases() {
  const cache = useQueryCache()
  const query = useQuery({ key: ['workflow', 'phrases'], query: () => workflow.phrases(), staleTime: 300_000 })
  return {
    list: computed(() => query.data.value ?? []),
    phrases: computed(() => query.data.value?.map((phrase) => phrase.text) ?? []),
    error: query.error,
    loading: query.isLoading,
    refresh: () => cache.invalidateQueries({ key: ['workflow', 'phrases'] }),
  }
}
