import { computed, ref, shallowRef, watch } from 'vue'
import { Problem } from '@/api/problem'
import { useCounts } from '@/shell/counts'
import { useLive } from '@/shell/live'
import { workflow, type Counts, type TodoRow } from './api'

/** The to-do list: pages added as one goes down, kept while it is refreshed, and the counts of its filters. */
export function useTodo(filters: () => Record<string, string>) {
  const rows = shallowRef<TodoRow[]>()
  const next = ref<string | null>(null)
  const counts = shallowRef<Counts>()
  const loading = ref(false)
  const problem = shallowRef<Problem | null>(null)
  const shell = useCounts().values
  let turn = 0

  async function load(more = false) {
    const mine = ++turn
    loading.value = true
    problem.value = null
    try {
      const after = more ? (next.value ?? undefined) : undefined
      const page = await workflow.todo({ ...filters(), after, size: 50, counts: !more })
      if (mine !== turn) return
      if (page.counts) show(page.counts)
      rows.value = more ? [...(rows.value ?? []), ...page.items] : page.items
      next.value = page.next
    } catch (thrown) {
      if (mine === turn) problem.value = Problem.of(thrown)
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  async function count() {
    const fresh = await workflow.counts().catch(() => null)
    if (fresh) show(fresh)
  }
  function show(fresh: Counts) {
    counts.value = fresh
    Object.assign(shell, { todo: fresh.all, circulated: fresh.circulated, drafts: fresh.drafts })
  }

  watch(filters, () => load(), { immediate: true, deep: true })
  useLive(() => {
    // Do not pull rows from under the person who has gone further down.
    if (!next.value || (rows.value?.length ?? 0) <= 50) void load()
    else void count()
  })

  return {
    rows,
    next,
    counts,
    loading,
    problem,
    load,
    more: () => load(true),
    refresh: () => load(),
    /** Takes a handled thing off at once; the server's list follows. */
    drop(assignment: number) {
      rows.value = rows.value?.filter((row) => row.assignment !== assignment)
      void count()
    },
    size: computed(() => rows.value?.length ?? 0),
  }
}
