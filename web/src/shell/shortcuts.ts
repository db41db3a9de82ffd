import { onBeforeUnmount, onMounted, shallowReactive } from 'vue'
import { look } from './look'

export interface Shortcut {
  /** `j`, `/`, `Ctrl+Enter`, `Escape`, `ArrowDown`. */
  keys: string
  title: string
  run: (event: KeyboardEvent) => void
}

/** Everything that can be pressed now, for the help dialog; the newest stands last and wins. */
export const shortcuts = shallowReactive<Shortcut[]>([])

export function useShortcuts(list: Shortcut[]) {
  onMounted(() => shortcuts.push(...list))
  onBeforeUnmount(() => list.forEach((one) => shortcuts.splice(shortcuts.indexOf(one), 1)))
}

const writing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

const ticked = (target: EventTarget | null) =>
  target instanceof HTMLInputElement && (target.type === 'checkbox' || target.type === 'radio')

addEventListener('keydown', (event) => {
  if (event.isComposing || event.defaultPrevented) return
  const ctrl = event.ctrlKey || event.metaKey
  const name = (ctrl ? 'Ctrl+' : '') + (event.key.length === 1 ? event.key.toLowerCase() : event.key)
  const letter = !ctrl && event.key.length === 1
  if (letter && (!look.keys || event.altKey || (writing(event.target) && !ticked(event.target)))) return
  // Under an open dialog the page stays as it is.
  if (document.querySelector('.el-overlay:not([style*="display: none"]) [role="dialog"]')) return
  const hit = shortcuts.findLast((one) => one.keys.toLowerCase() === name.toLowerCase())
  if (!hit) return
  // Enter on a button or link is theirs.
  if (name === 'Enter' && event.target instanceof HTMLElement && event.target.closest('button, a, summary, input'))
    return
  event.preventDefault()
  hit.run(event)
})
