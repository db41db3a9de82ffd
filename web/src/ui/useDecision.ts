import { ref, shallowRef } from 'vue'
import { useCommand } from '@/api/useCommand'
import { tell } from './toast'

/**
 * What one person asked for and another decides: the row, the act, the words given with it, the sending, and what is told once it is
 * done. The page shows the dialog.
 */
export function useDecision<Row, Act extends string>(
  first: Act,
  send: (key: string, row: Row, act: Act, opinion: string) => Promise<unknown>,
  words: Record<Act, { told: string }>,
  done: () => unknown,
) {
  const chosen = shallowRef<Row | null>(null)
  const which = shallowRef<Act>(first)
  const deciding = ref(false)
  const opinion = ref('')
  const decide = useCommand(send)
  function begin(row: Row, act: Act) {
    chosen.value = row
    which.value = act
    opinion.value = ''
    decide.clear()
    deciding.value = true
  }
  async function confirm() {
    if (!chosen.value) return
    await decide.run(chosen.value, which.value, opinion.value.trim())
    if (decide.problem.value) return
    deciding.value = false
    tell(words[which.value as Act].told)
    await done()
  }
  return { chosen, which, deciding, opinion, decide, begin, confirm }
}
