import { get } from '@/api/http'
import type { Types } from '@/api/types'

export type RecordNamed = Types['RecordNamed']
export type RightsAnswer = Types['RightsAnswer']
export type RecordReaders = Types['RecordReaders']

const at = '/api/rights'

export const rights = {
  numbered: (number: string) => get<RecordNamed[]>(`${at}/records`, { number }),
  answer: (record: RecordNamed, person?: number) =>
    get<RightsAnswer>(`${at}/answer`, { module: record.module, record: record.id, person }),
  readers: (record: RecordNamed) => get<RecordReaders>(`${at}/readers`, { module: record.module, record: record.id }),
  readersFile: (record: RecordNamed, format: 'CSV' | 'XLSX', masked: boolean) =>
    `${at}/readers/export?module=${record.module}&record=${record.id}&format=${format}&masked=${masked}`,
  peopleFile: (format: 'CSV' | 'XLSX') => `${at}/people/export?format=${format}`,
}
