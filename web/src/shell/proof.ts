import { ref } from 'vue'
import { onStepUp } from '@/api/http'

/** True while a refused act waits for the person to prove again who they are. */
export const proving = ref(false)
let waiting: ((proved: boolean) => void)[] = []

/** One dialog, however many requests wait for it. */
export function settleProof(proved: boolean) {
  proving.value = false
  waiting.forEach((resolve) => resolve(proved))
  waiting = []
}

onStepUp(() => {
  proving.value = true
  return new Promise((resolve) => waiting.push(resolve))
})
