import { computed, ref, shallowRef } from 'vue'

/** Going back and forth over what was. Quick changes of one kind (typing) count as one. */
export function useHistory<T>(first: T) {
  const past = shallowRef<T[]>([])
  const future = shallowRef<T[]>([])
  const present = shallowRef<T>(first)
  const kind = ref('')
  let at = 0

  function change(now: T, what = '') {
    if (now === present.value) return
    const joined = what !== '' && what === kind.value && Date.now() - at < 1500
    if (!joined) past.value = [...past.value.slice(-99), present.value]
    future.value = []
    present.value = now
    kind.value = what
    at = Date.now()
  }
  function undo() {
    const before = past.value.at(-1)
    if (before === undefined) return
    future.value = [present.value, ...future.value]
    past.value = past.value.slice(0, -1)
    present.value = before
    kind.value = ''
  }
  function redo() {
    const next = future.value[0]
    if (next === undefined) return
    past.value = [...past.value, present.value]
    future.value = future.value.slice(1)
    present.value = next
    kind.value = ''
  }
  /** Begins anew, as after loading. */
  function reset(now: T) {
    past.value = []
    future.value = []
    present.value = now
  }
  return {
    present,
    change,
    undo,
    redo,
    reset,
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
  }
}
