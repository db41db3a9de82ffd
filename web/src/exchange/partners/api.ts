import { get, post, put } from '@/api/http'
import type { Page } from '@/api/page'
import type { Types } from '@/api/types'

export type PartnerRow = Types['PartnerRow']
export type ExchangeLedgerRow = Types['ExchangeLedgerRow']
export type DeadLetter = Types['DeadLetter']
export type Brought = Types['Brought']
export type PartnerAct = 'confirmation' | 'refusal' | 'suspension' | 'resumption' | 'direct' | 'encryption'

const at = '/api/partners'

export const partners = {
  all: () => get<PartnerRow[]>(at),
  own: () => get<Types['OwnNode']>(`${at}/own`),
  card: (key: string) => post<Types['NodeCardFile']>(`${at}/own/card`, {}, { key }),
  renew: (key: string, opinion: string) => put(`${at}/own/certificate`, { opinion }, { key }),
  book: (id: number) => get<Types['PartnerBook']>(`${at}/${id}/book`),
  incidents: () => get<Types['Incident'][]>(`${at}/incidents`),
  propose: (key: string, body: Types['PartnerProposal']) => post<Types['PartnerProposed']>(at, body, { key }),
  act: (key: string, id: number, act: PartnerAct, body: object) => put(`${at}/${id}/${act}`, body, { key }),
  attempt: (key: string, id: number) => post(`${at}/${id}/attempts`, {}, { key }),
  ledger: (query: Record<string, string | number | undefined>) => get<Page<ExchangeLedgerRow>>(`${at}/ledger`, query),
  enter: (key: string, body: Types['PaperExchange']) =>
    post<Types['PaperEntered']>(`${at}/ledger/paper`, body, { key }),
  dead: () => get<DeadLetter[]>(`${at}/dead-letters`),
  resend: (key: string, id: number) => put(`${at}/dead-letters/${id}/resending`, {}, { key }),
  abandon: (key: string, id: number, reason: string) =>
    put(`${at}/dead-letters/${id}/abandonment`, { reason }, { key }),
  bring: (key: string, file: number) => post<Brought[]>(`${at}/carrier-files`, { file }, { key }),
}

export const carrierFile = (id: number) => `${at}/${id}/carrier-file`
export const messageLog = (id: number) => `${at}/${id}/log`
export const ledgerExport = `${at}/ledger/export`
