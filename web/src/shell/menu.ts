import { computed } from 'vue'
import { groupTitles, type Group } from './module'
import { modules } from './modules'
import { useSession } from './session'

/** The menu of what this person may do: groups of the tree, entries of its modules. */
export function useMenu() {
  const session = useSession()
  return computed(() => {
    const entries = modules
      .flatMap((module) => module.menu ?? [])
      .filter((entry) => !entry.permissions || entry.permissions.some(session.may))
      .sort((a, b) => (a.order ?? 100) - (b.order ?? 100))
    return (Object.keys(groupTitles) as Group[])
      .map((id) => ({ id, title: groupTitles[id], entries: entries.filter((entry) => entry.group === id) }))
      .filter((group) => group.entries.length > 0)
  })
}
