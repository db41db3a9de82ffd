import { get, post } from '@/api/http'
import type { Types } from '@/api/types'

export type Candidate = Types['Candidate']
export type Migration = Types['MigrationRow']
type Nodes = Record<string, string>

const at = (kind: string) => `/api/workflow/processes/${kind}/migrations`

/** 办件迁移: running matters from one version of their process to another. */
export const migrations = {
  of: (kind: string) => get<Migration[]>(at(kind)),
  preview: (key: string, kind: string, from: number, to: number, nodes: Nodes) =>
    post<Candidate[]>(`${at(kind)}/previews`, { from, to, nodes }, { key }),
  apply: (key: string, kind: string, order: Types['MigrationOrder']) =>
    post<Types['Migrated']>(at(kind), order, { key }),
  undo: (key: string, id: number) =>
    post<Types['Undone']>(`/api/workflow/processes/migrations/${id}/undoing`, {}, { key }),
}
