import { get } from '@/api/http'
import type { Page } from '@/api/page'
import type { Types } from '@/api/types'

export type JournalRow = Types['JournalRow']
export type ActTerm = Types['ActTerm']

export const journal = {
  list: (query: Record<string, string | number | undefined>) => get<Page<JournalRow>>('/api/journal', query),
  acts: () => get<ActTerm[]>('/api/journal/acts'),
}
