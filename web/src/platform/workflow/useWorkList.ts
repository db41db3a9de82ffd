import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import type { Page } from '@/api/page'
import { Problem } from '@/api/problem'
import { useListState } from '@/ui/useListState'

/** One of the plain lists: its conditions and page stand in the address, its rows come from the server. */
export function useWorkList<T>(
  name: string,
  fetch: (query: Record<string, string | number | undefined>) => Promise<Page<T>>,
  fields: string[],
) {
  const state = useListState(fields)
  const query = useQuery({
    key: () => ['workflow', name, state.values.value, state.after.value],
    query: () => fetch({ ...state.values.value, after: state.after.value || undefined, size: 30 }),
    placeholderData: (before) => before,
  })
  return {
    state,
    rows: computed(() => query.data.value?.items),
    next: computed(() => query.data.value?.next ?? null),
    loading: computed(() => query.isLoading.value),
    problem: computed(() => (query.error.value ? Problem.of(query.error.value) : null)),
    refresh: () => query.refetch(),
  }
}
