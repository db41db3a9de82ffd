import { get, post, put } from '@/api/http'
import type { Page } from '@/api/page'
import type { Types } from '@/api/types'

export type DispatchRow = Types['DispatchRow']
export type BoardRow = Types['BoardRow']
export type NoticeRow = Types['NoticeRow']
export type Board = Types['Board']
export type EnvelopeRow = Types['EnvelopeRow']
export type EnvelopeFile = Types['EnvelopeFile']
export type OutsideUnit = Types['OutsideUnitRow']
export type EnvelopeView = Types['EnvelopeView']

type Query = Record<string, string | number | undefined>
const dispatches = '/api/transmission/dispatches'
const envelopes = '/api/transmission/envelopes'

export const transmission = {
  dispatches: (query: Query) => get<Page<DispatchRow>>(dispatches, query),
  ofDocument: (document: number) => get<DispatchRow[]>(`${dispatches}/of-document/${document}`),
  send: (key: string, body: Types['NewDispatch']) => post<Types['DispatchSent']>(dispatches, body, { key }),
  outsideUnits: () => get<OutsideUnit[]>('/api/transmission/outside-units'),
  board: (id: number) => get<Board>(`${dispatches}/${id}/board`),
  urge: (key: string, id: number, chosen: number[]) =>
    post<Types['ReceiversUrged']>(`${dispatches}/${id}/urgings`, { envelopes: chosen }, { key }),
  recall: (key: string, id: number, reason: string) => put(`${dispatches}/${id}/recall`, { reason }, { key }),
  notice: (key: string, id: number, kind: string, reason: string) =>
    post(`${dispatches}/${id}/notices`, { kind, reason }, { key }),
  envelopes: (query: Query) => get<Page<EnvelopeRow>>(envelopes, query),
  counts: () => get<Types['EnvelopeCounts']>(`${envelopes}/counts`),
  envelope: (id: number) => get<EnvelopeView>(`${envelopes}/${id}`),
  signFor: (key: string, id: number) => put(`${envelopes}/${id}/signing`, {}, { key }),
  refuse: (key: string, id: number, reason: string) => put(`${envelopes}/${id}/refusal`, { reason }, { key }),
  register: (key: string, id: number, handling: string) =>
    put<Types['Registered']>(`${envelopes}/${id}/registration`, { handling }, { key }),
}

export const envelopeFile = (envelope: number, file: number) => `${envelopes}/${envelope}/files/${file}`
export const receiptListAddress = (dispatch: number) => `${dispatches}/${dispatch}/receipts.pdf`

export const envelopeTone = (state: string) =>
  ({ SENT: 'info', ARRIVED: 'info', SIGNED: 'ok', REGISTERED: 'ok', CLOSED: 'ok', REFUSED: 'bad', RECALLED: 'plain' })[
    state
  ] as 'info' | 'ok' | 'bad' | 'plain'
