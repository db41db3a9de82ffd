import { get, post, put } from '@/api/http'
import type { Page } from '@/api/page'

export interface DispatchRow {
  id: number
  document: number
  title: string
  number: string
  kindName: string
  urgency: string
  receivers: number
  unsigned: number
  sentByName: string
  sentAt: string
  recalledAt: string | null
}

export interface BoardRow {
  envelope: number
  unit: number
  unitName: string
  role: string
  roleTerm: string
  state: string
  stateTerm: string
  sentAt: string
  arrivedAt: string | null
  signDueAt: string
  signedAt: string | null
  signedByName: string | null
  refusedAt: string | null
  refusalReason: string | null
  registeredAt: string | null
  closedAt: string | null
  result: string | null
  urgings: number
}

export interface NoticeRow {
  kind: string
  term: string
  reason: string
  at: string
  byName: string
}

export interface Board {
  dispatch: DispatchRow
  rows: BoardRow[]
  notices: NoticeRow[]
  recallReason: string | null
  recalledByName: string | null
  signRule: string
  mine: boolean
}

export interface EnvelopeRow {
  id: number
  title: string
  number: string
  kindName: string
  urgency: string
  senderName: string
  role: string
  roleTerm: string
  state: string
  stateTerm: string
  sentAt: string
  signDueAt: string
  signedAt: string | null
  signedByName: string | null
  incoming: number | null
}

export interface EnvelopeFile {
  file: number
  name: string
  type: string
  size: number
}

export interface EnvelopeView {
  envelope: EnvelopeRow
  signDueExplanation: string
  refusalReason: string | null
  paper: EnvelopeFile
  attachments: EnvelopeFile[]
  receipts: { kind: string; term: string; at: string; personName: string | null; text: string | null }[]
  notices: NoticeRow[]
}

type Query = Record<string, string | number | undefined>
const dispatches = '/api/transmission/dispatches'
const envelopes = '/api/transmission/envelopes'

export const transmission = {
  dispatches: (query: Query) => get<Page<DispatchRow>>(dispatches, query),
  ofDocument: (document: number) => get<DispatchRow[]>(`${dispatches}/of-document/${document}`),
  send: (key: string, body: { document: number; mainTo: number[]; copyTo: number[]; skipReason: string | null }) =>
    post<{ id: number }>(dispatches, body, { key }),
  board: (id: number) => get<Board>(`${dispatches}/${id}/board`),
  urge: (key: string, id: number, chosen: number[]) =>
    post<{ units: number }>(`${dispatches}/${id}/urgings`, { envelopes: chosen }, { key }),
  recall: (key: string, id: number, reason: string) => put(`${dispatches}/${id}/recall`, { reason }, { key }),
  notice: (key: string, id: number, kind: string, reason: string) =>
    post(`${dispatches}/${id}/notices`, { kind, reason }, { key }),
  envelopes: (query: Query) => get<Page<EnvelopeRow>>(envelopes, query),
  counts: () => get<{ toSign: number; toRegister: number; overdue: number }>(`${envelopes}/counts`),
  envelope: (id: number) => get<EnvelopeView>(`${envelopes}/${id}`),
  signFor: (key: string, id: number) => put(`${envelopes}/${id}/signing`, {}, { key }),
  refuse: (key: string, id: number, reason: string) => put(`${envelopes}/${id}/refusal`, { reason }, { key }),
  register: (key: string, id: number, handling: string) =>
    put<{ incoming: number }>(`${envelopes}/${id}/registration`, { handling }, { key }),
}

export const envelopeFile = (envelope: number, file: number) => `${envelopes}/${envelope}/files/${file}`
export const receiptListAddress = (dispatch: number) => `${dispatches}/${dispatch}/receipts.pdf`

export const envelopeTone = (state: string) =>
  ({ SENT: 'info', ARRIVED: 'info', SIGNED: 'ok', REGISTERED: 'ok', CLOSED: 'ok', REFUSED: 'bad', RECALLED: 'plain' })[
    state
  ] as 'info' | 'ok' | 'bad' | 'plain'
