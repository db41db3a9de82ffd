import { ref, watch } from 'vue'
import type { Pick } from './directory'
import type { useListState } from './useListState'

/** One entry of the directory as a condition of a list: the address keeps its id and its name, the picker the whole entry. */
export function usePicked(state: ReturnType<typeof useListState>, type: Pick['type'], id: string, name: string) {
  const chosen = ref<Pick[]>([])
  const kept = () => state.values.value[id] ?? ''
  watch(
    kept,
    (now) => (chosen.value = now ? [{ type, id: Number(now), name: state.values.value[name] || now, note: '' }] : []),
    { immediate: true },
  )
  watch(chosen, (now) => {
    const one = now[0]
    if (String(one?.id ?? '') !== kept()) void state.set({ [id]: one ? String(one.id) : null, [name]: one?.name })
  })
  return chosen
}
