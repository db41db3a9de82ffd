import { get, post, put, remove } from '@/api/http'
import type { Page } from '@/api/page'
import type { Types } from '@/api/types'

export type FlowWord = 'outgoing' | 'incoming' | 'memo'
export type DocumentRow = Types['DocumentRow']
export type DocumentCounts = Types['DocumentCounts']
/** The elements as the editor edits them: all are there, any may be null while drafting. */
export type DraftContent = Required<Types['DraftContent']>
export type DocumentView = Omit<Types['DocumentView'], 'content'> & { content: DraftContent }
export type Receiver = Types['DocumentReceiver']
export type Attachment = Types['DocumentAttachment']
export type Kind = Types['DocumentKindView']
export type Finding = Types['Finding']
export type Sheet = Types['DocumentSheetView']
export type SheetOpinion = Types['SheetOpinion']
export type VersionRow = Types['VersionRow']
export type VersionDiff = Types['VersionDiff']
export type DiffPart = Types['DiffPart']
export type RelatedDocument = Types['RelatedDocument']
export type MarkedRun = Types['MarkedRun']
export type MarkedStep = Types['MarkedStep']
export type Share = Types['DocumentShare']
export type Behind = Types['DocumentsBehind']
export type QuarantinedFile = Types['QuarantinedFile']
export type Saved = Types['DraftSaved']
export type Proposal = Types['ProposeHandling']

const of = (id: number) => `/api/documents/${id}`

export const documents = {
  list: (query: Record<string, string | number | undefined>) => get<Page<DocumentRow>>('/api/documents', query),
  counts: (flow: FlowWord) => get<DocumentCounts>('/api/documents/counts', { flow }),
  kinds: () => get<Kind[]>('/api/documents/kinds'),
  memoMatters: () => get<string[]>('/api/documents/memo-matters'),
  start: (key: string, flow: FlowWord, kind: string | null) =>
    post<Saved>('/api/documents', { flow, content: kind ? { kind } : null }, { key }),
  view: (id: number) => get<DocumentView>(of(id)),
  save: (id: number, version: number, content: Partial<DraftContent>) =>
    put<Saved>(`${of(id)}/draft`, content, { version }),
  attach: (id: number, attachments: Types['AttachFile'][]) => put<Saved>(`${of(id)}/attachments`, { attachments }),
  findings: (id: number) => get<Finding[]>(`${of(id)}/findings`),
  lock: (id: number) => put(`${of(id)}/edit-lock`),
  unlock: (id: number) => remove(`${of(id)}/edit-lock`),
  sheet: (id: number) => get<Sheet>(`${of(id)}/sheet`),
  versions: (id: number) => get<VersionRow[]>(`${of(id)}/versions`),
  diff: (id: number, from: number, to: number) => get<VersionDiff>(`${of(id)}/versions/${from}/diff/${to}`),
  marks: (id: number) => get<Types['MarkedText']>(`${of(id)}/marks`),
  look: (id: number, file: number) => get<Types['FileLook']>(`${of(id)}/files/${file}/look`),
  relations: (id: number) => get<Types['DocumentRelationsView']>(`${of(id)}/relations`),
  name: (id: number, named: Types['NamedDocument'][]) => put(`${of(id)}/named-documents`, { named }),
  reply: (key: string, id: number) => post<Saved>(`${of(id)}/replies`, {}, { key }),
  requests: (received: boolean) => get<Types['WaitingRequest'][]>('/api/documents/requests', { received }),
  examination: (year: number) => get<Types['NumberReport']>('/api/documents/number-checks/examination', { year }),
  numberChecks: (year: number) => get<Types['NumberCheckRow'][]>('/api/documents/number-checks', { year }),
  checkNumbers: (key: string, year: number, remark: string) =>
    post<Types['CheckedNumbers']>('/api/documents/number-checks', { year, remark }, { key }),
  approveNumbers: (key: string, id: number, opinion: string) =>
    put(`/api/documents/number-checks/${id}/approval`, { opinion }, { key }),
  statistics: (query: Record<string, string | undefined>) =>
    get<Types['DocumentFigures']>('/api/documents/statistics', query),
  behind: (query: Record<string, string | undefined>) => get<Behind>('/api/documents/statistics/documents', query),
  quarantine: () => get<QuarantinedFile[]>('/api/documents/quarantine'),
  quarantineAct: (key: string, id: number, act: string, body: unknown) =>
    put(`/api/documents/quarantine/${id}/${act}`, body, { key }),
  jointSignatures: (id: number) => get<Types['JointSignaturesView']>(`${of(id)}/joint-signatures`),
  askJointly: (key: string, id: number) => put(`${of(id)}/joint-request`, {}, { key }),
  answerJointly: (key: string, id: number, agree: boolean, opinion: string) =>
    put(`${of(id)}/joint-answer`, { agree, opinion }, { key }),
  withdrawJointly: (key: string, id: number, reason: string) => put(`${of(id)}/joint-withdrawal`, { reason }, { key }),
  jointRequests: () => get<Types['JointRequest'][]>('/api/documents/joint-requests'),
  why: (id: number) => get<Types['Grant'][]>(`${of(id)}/why`),
  act: (key: string, id: number, name: string, body: unknown) => put<unknown>(`${of(id)}/${name}`, body, { key }),
}

export const paperAddress = (id: number) => `${of(id)}/paper`
export const ofdAddress = (id: number) => `${of(id)}/ofd`
export const previewAddress = (id: number) => `${of(id)}/preview`
export const marksAddress = (id: number) => `${of(id)}/marks.pdf`
export const checkSheetAddress = (id: number) => `/api/documents/number-checks/${id}/sheet.pdf`
export const statisticsExport = '/api/documents/statistics/export'
export const sheetAddress = (id: number) => `${of(id)}/sheet.pdf`
export const pageAddress = (id: number, file: number, page: number) => `${of(id)}/files/${file}/pages/${page}`
export const fileAddress = (id: number, file: number) => `${of(id)}/files/${file}`
