import { get, post, put } from '@/api/http'
import type { Types } from '@/api/types'

export type Source = Types['DirectorySource']
export type Difference = Types['DirectoryDifference']
export type SourceAct = 'confirmation' | 'refusal' | 'ending'

const at = '/api/identity/sources'

export const sources = {
  all: () => get<Source[]>(at),
  propose: (key: string, body: Types['SourceProposal']) => post<Types['ProposedSource']>(at, body, { key }),
  decide: (key: string, id: number, act: SourceAct, opinion: string) => put(`${at}/${id}/${act}`, { opinion }, { key }),
  differences: (id: number) => get<Types['DirectoryReport']>(`${at}/${id}/differences`),
  compare: (key: string, id: number) => post<Types['DirectoryReport']>(`${at}/${id}/comparison`, {}, { key }),
  apply: (key: string, id: number, lines: number[]) =>
    put<Types['AppliedDifferences']>(`${at}/${id}/differences`, { lines }, { key }),
}
