import { ref, shallowRef } from 'vue'
import { Problem } from '@/api/problem'
import { workflow } from './api'

export interface ProcessNode {
  id: string
  name: string
}

/** The nodes where people handle, as the process of a matter is drawn; read when first asked for. */
export function useNodes(matter: () => number) {
  const nodes = ref<ProcessNode[]>([])
  const problem = shallowRef<Problem | null>(null)

  async function read() {
    if (nodes.value.length) return
    problem.value = null
    try {
      const { bpmn } = await workflow.diagram(matter())
      const drawn = new DOMParser().parseFromString(bpmn, 'text/xml')
      nodes.value = [...drawn.getElementsByTagNameNS('*', 'userTask')].map((task) => ({
        id: task.getAttribute('id') ?? '',
        name: task.getAttribute('name') ?? '',
      }))
    } catch (thrown) {
      problem.value = Problem.of(thrown)
    }
  }
  return { nodes, problem, read }
}
