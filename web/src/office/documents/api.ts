import { get, post, put, remove } from '@/api/http'
import type { Page } from '@/api/page'

export type FlowWord = 'outgoing' | 'incoming' | 'memo'

export interface DocumentRow {
  id: number
  flow: FlowWord
  state: string
  stateName: string
  kind: string
  kindName: string
  title: string
  number: string | null
  registerNumber: string | null
  urgency: string
  urgencyName: string
  unitName: string
  departmentName: string
  authorName: string
  from: string | null
  issueDate: string | null
  createdAt: string
  changedAt: string
  ended: boolean
}

export interface DocumentCounts {
  total: number
  more: boolean
  open: Record<string, number>
}

/** The elements as the editor edits them; everything may be missing while drafting. */
export interface DraftContent {
  kind: string | null
  title: string | null
  body: Record<string, unknown> | null
  urgency: string | null
  direction: string | null
  issuedBy: string | null
  mainTo: number[] | null
  mainToOutside: string[] | null
  copyTo: number[] | null
  copyToOutside: string[] | null
  publicity: string | null
  publicityReason: string | null
  note: string | null
  contact: string | null
  contactPhone: string | null
  copies: number | null
  singleMatter: boolean | null
  important: boolean | null
  normative: boolean | null
  countersigners: number[] | null
  jointUnits: number[] | null
  signer: number | null
  reference: number | null
  referenceTitle: string | null
  referenceNumber: string | null
  retention: string | null
  reasons: Record<string, string> | null
  matter: string | null
  amount: number | null
  budgetItem: string | null
}

export interface Receiver {
  unit: number
  name: string
  shortName: string
}

export interface Attachment {
  position: number
  file: number
  title: string
  name: string
  type: string
  size: number
}

interface NamedRecord {
  id: number
  name: string
}

export interface DocumentView {
  id: number
  version: number
  flow: FlowWord
  flowName: string
  state: string
  stateName: string
  kindName: string
  title: string
  number: string | null
  content: DraftContent
  unit: number
  unitName: string
  department: number
  departmentName: string
  author: number
  authorName: string
  createdAt: string
  changedAt: string
  changedBy: string
  mainTo: Receiver[]
  copyTo: Receiver[]
  attachments: Attachment[]
  signed: { name: string; opinion: string; date: string; at: string; hash: string } | null
  paper: number | null
  missingCharacters: string[]
  sealed: { seal: string; by: string; at: string } | null
  distributedAt: string | null
  receivers: number
  incoming: {
    registerNumber: string
    from: string
    sourceClass: string
    handling: string
    handlingName: string
    receivedAt: string
    issueDate: string | null
    leaders: NamedRecord[]
    leadDepartment: NamedRecord | null
    assistDepartments: NamedRecord[]
    readers: NamedRecord[]
    deadline: string | null
    rejected: string | null
    notices: { term: string; ends: boolean; reason: string; from: string; at: string }[]
  } | null
  answered: { id: number | null; title: string; number: string } | null
  result: string | null
  voided: { how: string; howName: string; reason: string; at: string } | null
  archiveNumber: string | null
  editor: { person: number; name: string; since: string; until: string } | null
  openNodes: string[]
  editable: boolean
  acts: string[]
  series: string[]
  frozen: boolean
  ended: boolean
}

export interface Kind {
  code: string
  term: string
  directions: string[]
  issuable: boolean
  needsSigner: boolean
  expectsReply: boolean
  internal: boolean
}

export interface Finding {
  rule: string
  ruleName: string
  severity: 'BLOCK' | 'WARN'
  basis: string
  sentence: string
  pointer: string
  reason: string | null
}

export interface SheetOpinion {
  person: string
  onBehalfOf: string | null
  text: string
  at: string
}

export interface Sheet {
  title: string
  rows: { label: string; value: string }[]
  cells: { cell: string; term: string; opinions: SheetOpinion[] }[]
}

export interface VersionRow {
  number: number
  node: string
  nodeName: string
  act: string
  personName: string
  at: string
  hash: string
  changed: boolean
}

export interface DiffPart {
  change: 'KEPT' | 'ADDED' | 'REMOVED'
  text: string
}

export interface VersionDiff {
  from: number
  to: number
  title: DiffPart[]
  body: { change: DiffPart['change']; kind: string; level: number; parts: DiffPart[] }[]
  elements: { name: string; term: string; before: string; after: string }[]
  attachments: DiffPart[]
}

export interface Saved {
  id: number
  version: number
  savedAt: string
}

export interface Proposal {
  leaders: number[]
  leadDepartment: number | null
  assistDepartments: number[]
  readers: number[]
  deadline: string | null
  opinion: string
}

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
  attach: (id: number, attachments: { file: number; title: string }[]) =>
    put<Saved>(`${of(id)}/attachments`, { attachments }),
  findings: (id: number) => get<Finding[]>(`${of(id)}/findings`),
  lock: (id: number) => put(`${of(id)}/edit-lock`),
  unlock: (id: number) => remove(`${of(id)}/edit-lock`),
  sheet: (id: number) => get<Sheet>(`${of(id)}/sheet`),
  versions: (id: number) => get<VersionRow[]>(`${of(id)}/versions`),
  diff: (id: number, from: number, to: number) => get<VersionDiff>(`${of(id)}/versions/${from}/diff/${to}`),
  why: (id: number) => get<{ token: string; reason: string }[]>(`${of(id)}/why`),
  act: (key: string, id: number, name: string, body: unknown) => put<unknown>(`${of(id)}/${name}`, body, { key }),
}

export const paperAddress = (id: number) => `${of(id)}/paper`
export const previewAddress = (id: number) => `${of(id)}/preview`
export const sheetAddress = (id: number) => `${of(id)}/sheet.pdf`
export const fileAddress = (id: number, file: number) => `${of(id)}/files/${file}`
