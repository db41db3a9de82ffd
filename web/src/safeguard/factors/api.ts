import { get, post, put, remove } from '@/api/http'
import type { Types } from '@/api/types'

export type BoundCertificate = Types['BoundCertificate']
export type BindingAct = 'confirmation' | 'refusal' | 'ending'
export type PasskeyRow = Types['PasskeyRow']
export type FactorReset = Types['FactorReset']

const own = '/api/identity/own/factors'
const bound = '/api/identity/bound-certificates'
const resets = '/api/identity/factor-resets'

export const factors = {
  overview: () => get<Types['FactorOverview']>(own),
  beginTotp: (key: string) => post<Types['BegunTotp']>(`${own}/totp`, {}, { key }),
  confirmTotp: (key: string, code: string) => put<Types['SetUpFactor']>(`${own}/totp/confirmation`, { code }, { key }),
  removeTotp: (key: string) => remove(`${own}/totp`, undefined, { key }),
  removePasskey: (key: string, id: number) => remove(`${own}/passkeys/${id}`, undefined, { key }),
  namePasskey: (key: string, id: number, name: string) => put(`${own}/passkeys/${id}/name`, { name }, { key }),
  renewCodes: (key: string) => post<Types['SetUpFactor']>(`${own}/recovery-codes`, {}, { key }),
  resets: () => get<FactorReset[]>(resets),
  askReset: (key: string, person: number, reason: string) =>
    post<Types['AskedFactorReset']>(resets, { person, reason }, { key }),
  decideReset: (key: string, id: number, act: 'approval' | 'refusal', opinion: string) =>
    put(`${resets}/${id}/${act}`, { opinion }, { key }),
  bound: () => get<BoundCertificate[]>(bound),
  proposeBinding: (key: string, body: Types['BindingProposal']) => post<Types['ProposedBinding']>(bound, body, { key }),
  decideBinding: (key: string, id: number, act: BindingAct, opinion: string) =>
    put(`${bound}/${id}/${act}`, { opinion }, { key }),
}
