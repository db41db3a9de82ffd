import { get, post, put, remove } from '@/api/http'
import type { Types } from '@/api/types'

export type FactorReset = Types['FactorReset']

const own = '/api/identity/own/factors'
const resets = '/api/identity/factor-resets'

export const factors = {
  overview: () => get<Types['FactorOverview']>(own),
  beginTotp: (key: string) => post<Types['BegunTotp']>(`${own}/totp`, {}, { key }),
  confirmTotp: (key: string, code: string) => put<Types['SetUpFactor']>(`${own}/totp/confirmation`, { code }, { key }),
  removeTotp: (key: string) => remove(`${own}/totp`, undefined, { key }),
  renewCodes: (key: string) => post<Types['SetUpFactor']>(`${own}/recovery-codes`, {}, { key }),
  resets: () => get<FactorReset[]>(resets),
  askReset: (key: string, person: number, reason: string) =>
    post<Types['AskedFactorReset']>(resets, { person, reason }, { key }),
  decideReset: (key: string, id: number, act: 'approval' | 'refusal', opinion: string) =>
    put(`${resets}/${id}/${act}`, { opinion }, { key }),
}
