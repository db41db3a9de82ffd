import { onBeforeUnmount, ref, shallowRef } from 'vue'
import { Problem } from '@/api/problem'
import { processes, type ProcessFinding } from '../processes'

/** Asks the server what is wrong, a moment after the last change; only the last question's answer counts. */
export function useChecks(text: () => Promise<string>, facts: () => string[] | null) {
  const findings = shallowRef<ProcessFinding[]>([])
  const problem = shallowRef<Problem | null>(null)
  const checking = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked: AbortController | null = null

  async function check() {
    clearTimeout(timer)
    asked?.abort()
    const mine = (asked = new AbortController())
    checking.value = true
    try {
      const answer = await processes.check(await text(), facts(), mine.signal)
      if (mine !== asked) return
      findings.value = answer
      problem.value = null
    } catch (thrown) {
      if (mine !== asked) return
      problem.value = Problem.of(thrown)
    }
    checking.value = false
  }
  function soon() {
    clearTimeout(timer)
    checking.value = true
    timer = setTimeout(check, 500)
  }
  onBeforeUnmount(() => {
    clearTimeout(timer)
    asked?.abort()
    asked = null
  })
  return { findings, problem, checking, check, soon }
}
