import { shallowReactive } from 'vue'
import { get } from '@/api/http'
import type { Types } from '@/api/types'

export type CodeItem = Types['CodeItem']
export type CodeDictionary = Types['CodeDictionary']

interface Known {
  /** What may be chosen today; undefined while it is asked for. */
  items: CodeItem[] | undefined
  /** Names of all codes, also of ended ones. */
  names: Record<string, string>
  problem?: string
}

const known = shallowReactive(new Map<string, Known>())

/** Asked for once in a session; a change shows after the next opening of the workspace. */
export function useDictionary(code: string): Known {
  const found = known.get(code)
  if (found) return found
  const empty: Known = { items: undefined, names: {} }
  known.set(code, empty)
  void load(code)
  return empty
}

async function load(code: string) {
  const place = `/api/codes/dictionaries/${encodeURIComponent(code)}`
  try {
    const [items, versions] = await Promise.all([
      get<CodeItem[]>(`${place}/items`),
      get<CodeItem[]>(`${place}/versions`),
    ])
    const names: Record<string, string> = {}
    for (const version of versions) names[version.code] ??= version.name
    known.set(code, { items, names })
  } catch {
    known.set(code, { items: [], names: {}, problem: `字典「${code}」没有取到，请稍后重试或联系管理员。` })
  }
}

/** So that a changed dictionary is asked for again. */
export const forgetDictionaries = () => known.clear()
