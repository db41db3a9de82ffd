import { get } from '@/api/http'
import type { Types } from '@/api/types'
import { near } from './time'

/** One line of a picker: 姓名 · 部门 · 职务, or a unit or department by its name. */
export interface Pick {
  type: Types['PickerEntry']['type']
  id: number
  name: string
  note: string
}

/** By name, the beginning of its pinyin or initials; without words what stands in the place. */
export async function find(q: string, types: Pick['type'][], unit?: number): Promise<Pick[]> {
  const entries = await get<Types['PickerEntry'][]>('/api/directory/picker', { q, types, unit, size: 30 })
  return entries.map(({ type, id, name, note, absentUntil, substituteName }) => ({
    type,
    id,
    name,
    note: note + absent(absentUntil, substituteName),
  }))
}

/** Absent people show who stands in for them. */
function absent(until: string | null, substitute: string | null): string {
  if (!until) return ''
  return `（外出至 ${near(until).slice(0, 5)}${substitute ? `，由 ${substitute} 代` : ''}）`
}

let units: Promise<Types['UnitRow'][]> | null = null
const allUnits = () =>
  (units ??= get<Types['UnitRow'][]>('/api/directory/units').catch(
    (thrown) => ((units = null), Promise.reject(thrown)),
  ))

export async function unitsBelow(parent: number | null): Promise<Pick[]> {
  const all = await allUnits()
  return all.filter((unit) => unit.parent === parent).map(({ id, name }) => ({ type: 'unit', id, name, note: '' }))
}

export async function departmentsOf(unit: number): Promise<Pick[]> {
  const rows = await get<Types['DepartmentRow'][]>(`/api/directory/units/${unit}/departments`)
  return rows.map(({ id, name }) => ({ type: 'department', id, name, note: '' }))
}

export async function departmentPeople(department: number): Promise<Pick[]> {
  const rows = await get<Types['HolderRow'][]>(`/api/directory/departments/${department}/people`)
  return rows.map((row) => ({
    type: 'person',
    id: row.id,
    name: row.name,
    note: row.postTitle + absent(row.absentUntil, row.substituteName),
  }))
}

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
