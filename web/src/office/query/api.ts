import { download } from '@/api/download'
import { get } from '@/api/http'
import type { Types } from '@/api/types'
import { urgencies } from '@/terms'

/** Text cut into marked and unmarked parts, so that no HTML ever travels. */
export type Part = Types['Part']
export type Hit = Types['Hit']
export type Found = Types['QueryPage']

export const query = (conditions: Record<string, string>, page: number) =>
  get<Found>('/api/query', { ...conditions, page, size: 20 })

/** All that was found, as a table; answers the file's name. */
export const exportQuery = (conditions: Record<string, string>, format: 'XLSX' | 'CSV') =>
  download('/api/query/export', { ...conditions, format })

export const facetTitles: Record<string, string> = {
  kind: '类别',
  documentKind: '文种',
  state: '状态',
  unit: '单位',
  urgency: '紧急程度',
  year: '年度',
}

const words: Record<string, Record<string, string>> = {
  kind: { outgoing: '发文', incoming: '收文', memo: '签报', archive: '档案', person: '人员' },
  urgency: urgencies,
}

/** A facet's value in words; values that are words already stay. */
export const facetWord = (facet: string, value: string) => words[facet]?.[value] ?? value
