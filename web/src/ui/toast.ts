import { reactive } from 'vue'

export interface Toast {
  id: number
  text: string
  act?: { title: string; run: () => void }
}

export const toasts = reactive<Toast[]>([])
let last = 0

/** Tells what was done, politely; problems are never told this way but stay where they arose. */
export function tell(text: string, act?: Toast['act']) {
  toasts.push({ id: ++last, text, act })
  if (toasts.length > 3) toasts.shift()
}

export function drop(id: number) {
  const index = toasts.findIndex((toast) => toast.id === id)
  if (index >= 0) toasts.splice(index, 1)
}
