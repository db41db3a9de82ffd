import { get, post, put } from '@/api/http'
import type { Page } from '@/api/page'
import type { Types } from '@/api/types'

export type CertificateRow = Types['CertificateRow']
export type RequestRow = Types['CertificateRequestRow']
export type OutsideRow = Types['OutsideRow']
export type Judgement = Types['CertificateTrialResult']
type Query = Record<string, string | number | undefined>

const at = '/api/certificates'

export const certificates = {
  overview: () => get<Types['CertificateOverview']>(`${at}/overview`),
  issued: (query: Query) => get<Page<CertificateRow>>(`${at}/issued`, query),
  counts: (query: Query) => get<Record<string, number>>(`${at}/issued/counts`, query),
  view: (id: number) => get<Types['CertificateView']>(`${at}/issued/${id}`),
  suspend: (key: string, id: number, note: string) => put(`${at}/issued/${id}/suspension`, { note }, { key }),
  resume: (key: string, id: number, note: string) => put(`${at}/issued/${id}/resumption`, { note }, { key }),
  revoke: (key: string, id: number, reason: string, note: string) =>
    put(`${at}/issued/${id}/revocation`, { reason, note }, { key }),
  own: () => get<Types['OwnCertificates']>(`${at}/own`),
  askOwn: (key: string, body: Types['OwnCertificateAsking']) =>
    post<Types['AskedRequest']>(`${at}/own/requests`, body, { key }),
  loss: (key: string, id: number, note: string) => put(`${at}/own/issued/${id}/loss`, { note }, { key }),
  requests: (query: Query) => get<Page<RequestRow>>(`${at}/requests`, query),
  ask: (key: string, body: Types['CertificateAsking']) => post<Types['AskedRequest']>(`${at}/requests`, body, { key }),
  approve: (key: string, id: number, opinion: string) =>
    put<Types['IssuedTo']>(`${at}/requests/${id}/approval`, { opinion }, { key }),
  refuse: (key: string, id: number, opinion: string) => put(`${at}/requests/${id}/refusal`, { opinion }, { key }),
  withdraw: (key: string, id: number) => put(`${at}/requests/${id}/withdrawal`, {}, { key }),
  outside: () => get<OutsideRow[]>(`${at}/outside-authorities`),
  propose: (key: string, body: Types['OutsideProposal']) =>
    post<Types['Proposal']>(`${at}/outside-authorities`, body, { key }),
  decide: (key: string, id: number, act: 'confirmation' | 'refusal' | 'ending', opinion: string) =>
    put(`${at}/outside-authorities/${id}/${act}`, { opinion }, { key }),
  loadList: (key: string, id: number, file: string) => put(`${at}/outside-authorities/${id}/list`, { file }, { key }),
  judge: (key: string, body: Types['CertificateTrial']) => post<Judgement>(`${at}/trials`, body, { key }),
}

export const fileAddress = (id: number) => `${at}/issued/${id}/file`
