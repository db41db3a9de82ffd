import { inject, onBeforeUnmount, provide, type InjectionKey, type Ref } from 'vue'
import type { MatterView, MyAssignment } from './api'

/** Saves or checks what the desk shows before it is sent on; answers why not, or nothing. */
export type Guard = () => Promise<string | void>

export interface Task {
  matter: Ref<MatterView | null>
  /** What the person is asked to do, null while only reading. */
  mine: Ref<MyAssignment | null>
  refresh: () => Promise<unknown>
  /** The desk's own act has completed the step: the next item may open. */
  handled: (sentence: string) => void
  addGuard: (guard: Guard) => void
  removeGuard: (guard: Guard) => void
}

const key: InjectionKey<Task> = Symbol('task')

export function provideTask(task: Omit<Task, 'addGuard' | 'removeGuard'>) {
  const guards = new Set<Guard>()
  provide(key, {
    ...task,
    addGuard: (guard) => guards.add(guard),
    removeGuard: (guard) => guards.delete(guard),
  })
  /** The first guard that says no decides. */
  return async function ready(): Promise<string | undefined> {
    for (const guard of guards) {
      const why = await guard()
      if (why) return why
    }
  }
}

/** For the views of desks inside the task page; undefined when shown outside it. */
export function useTask(): Task | undefined {
  return inject(key, undefined)
}

/** The desk's view has something to save or to check before sending. */
export function useBeforeSend(guard: Guard) {
  const task = useTask()
  task?.addGuard(guard)
  onBeforeUnmount(() => task?.removeGuard(guard))
}
