import { get, post, put, remove } from '@/api/http'
import type { Types } from '@/api/types'

export type ApplicationRow = Types['ApplicationRow']
export type ApplicationDetail = Types['ApplicationDetail']
export type TermsForm = Types['TermsForm']
export type TermsRow = Types['TermsRow']

const at = '/api/identity'

export const identity = {
  catalogue: () => get<Types['Tile'][]>(`${at}/catalogue`),
  applications: () => get<ApplicationRow[]>(`${at}/applications`),
  waiting: () => get<Types['WaitingTerms']>(`${at}/applications/counts`),
  application: (id: number) => get<ApplicationDetail>(`${at}/applications/${id}`),
  roles: () => get<Types['EntryRole'][]>(`${at}/entry-roles`),
  register: (key: string, body: Types['ApplicationForm']) =>
    post<Types['RegisteredApplication']>(`${at}/applications`, body, { key }),
  propose: (key: string, id: number, body: TermsForm) => post(`${at}/applications/${id}/terms`, body, { key }),
  withdraw: (key: string, id: number) => remove(`${at}/applications/${id}/terms`, undefined, { key }),
  decide: (key: string, id: number, act: 'confirmation' | 'refusal', opinion: string) =>
    put(`${at}/applications/${id}/${act}`, { opinion }, { key }),
  stop: (key: string, id: number, reason: string) => put(`${at}/applications/${id}/stop`, { reason }, { key }),
  makeSecret: (key: string, id: number) => post<Types['MadeSecret']>(`${at}/applications/${id}/secrets`, {}, { key }),
  secret: (id: number) => get<Types['SecretValue']>(`${at}/secrets/${id}/value`),
  endSecret: (key: string, id: number, secret: number) =>
    remove(`${at}/applications/${id}/secrets/${secret}`, undefined, { key }),
  question: (clientId: string) => get<Types['ConsentQuestion']>(`${at}/consents/${encodeURIComponent(clientId)}`),
  ownConsents: () => get<Types['OwnConsent'][]>(`${at}/own/consents`),
  withdrawConsent: (key: string, application: number) =>
    remove(`${at}/own/consents/${application}`, undefined, { key }),
  keys: () => get<Types['SigningKeyRow'][]>(`${at}/signing-keys`),
  replaceKey: (key: string, reason: string) => post(`${at}/signing-keys`, { reason }, { key }),
  consent: (key: string, clientId: string, scopes: string[]) =>
    put(`${at}/consents/${encodeURIComponent(clientId)}`, { scopes }, { key }),
}
