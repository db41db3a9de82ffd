import { get } from '@/api/http'

/** One line of a picker: 姓名 · 部门 · 职务, or a unit or department by its name. */
export interface Pick {
  type: 'person' | 'department' | 'unit'
  id: number
  name: string
  note: string
}

export interface PickerQuery {
  q?: string
  types: Pick['type'][]
  /** Only inside this unit or department, and what stands directly in it when nothing is typed. */
  unit?: number
  department?: number
}

export const pick = (query: PickerQuery) =>
  get<Pick[]>('/api/directory/picker', {
    q: query.q,
    types: query.types,
    unit: query.unit,
    department: query.department,
    size: 50,
  })

const place = (type: string) => `jinye.recent.${type}`

export function recent(type: string): Pick[] {
  try {
    return JSON.parse(localStorage.getItem(place(type)) ?? '[]') as Pick[]
  } catch {
    return []
  }
}

export function remember(chosen: Pick) {
  const rest = recent(chosen.type).filter((one) => one.id !== chosen.id)
  localStorage.setItem(place(chosen.type), JSON.stringify([chosen, ...rest].slice(0, 8)))
}
