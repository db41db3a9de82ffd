import { computed } from 'vue'
import { useCommand } from '@/api/useCommand'
import { workflow } from './api'

/** Who holds the work and until when: taking it from a pool and putting it back, taking back a 加签 or a timed send. */
export function useHolding(assignment: () => number, acted: (sentence: string, left: boolean) => void) {
  const unschedule = useCommand((key) => workflow.unschedule(key, assignment()))
  const claim = useCommand((key) => workflow.claim(key, assignment()))
  const giveUp = useCommand((key, added: number | null) =>
    added === null ? workflow.release(key, assignment()) : workflow.removeSigner(key, assignment(), added),
  )

  async function keepHere() {
    await unschedule.run()
    if (!unschedule.problem.value) acted('已取消定时送出。', false)
  }
  async function claimIt() {
    await claim.run()
    if (!claim.problem.value) acted('已认领', false)
  }
  async function takeBack(added: number, name: string) {
    await giveUp.run(added)
    if (!giveUp.problem.value) acted(`已取消 ${name} 的加签。`, false)
  }
  async function releaseIt() {
    await giveUp.run(null)
    if (!giveUp.problem.value) acted('已放回，由他人认领。', true)
  }

  return {
    problem: computed(() => claim.problem.value ?? giveUp.problem.value ?? unschedule.problem.value),
    pending: computed(() => claim.pending.value || unschedule.pending.value),
    keepHere,
    claimIt,
    takeBack,
    releaseIt,
  }
}
