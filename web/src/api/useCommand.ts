import { ref, shallowRef } from 'vue'
import { newKey } from './http'
import { Problem } from './problem'

/**
 * One act of the person: disabled while pending, its problem shown where it was asked for. The key stays the same until the
 * server has answered, so pressing again after a lost answer does nothing twice.
 */
export function useCommand<A extends unknown[], T>(act: (key: string, ...args: A) => Promise<T>) {
  const pending = ref(false)
  const problem = shallowRef<Problem | null>(null)
  let key = newKey()
  let sent = ''

  /** Answers undefined when it failed; `problem` says why. */
  async function run(...args: A): Promise<T | undefined> {
    if (pending.value) return undefined
    const asked = JSON.stringify(args, (_, value) => (value instanceof Event ? undefined : value))
    if (asked !== sent) key = newKey()
    sent = asked
    pending.value = true
    problem.value = null
    try {
      const result = await act(key, ...args)
      key = newKey()
      return result
    } catch (thrown) {
      problem.value = Problem.of(thrown)
      if (!problem.value.passing) key = newKey()
      return undefined
    } finally {
      pending.value = false
    }
  }

  return { run, pending, problem, clear: () => (problem.value = null) }
}
