import { get, post, put, remove } from '@/api/http'
import type { Page } from '@/api/page'

/** 待办 or 已办: one thing in a list, as somebody is or was asked to handle it. */
export interface WorkRow {
  assignment: number
  matter: number
  kind: string
  record: number
  title: string
  number: string
  urgency: string
  nodeName: string
  initiatorName: string
  initiatorDepartmentName: string
  senderName: string
  state: string
  offeredAt: string
  openedAt: string | null
  doneAt: string | null
  decisionName: string | null
  dueAt: string | null
  dueProvisional: boolean
  dueExplanation: string | null
  urgedCount: number
  returned: boolean
  pool: boolean
  claimed: boolean
  onBehalfOfName: string | null
}

export interface StartedRow {
  matter: number
  kind: string
  record: number
  title: string
  number: string
  urgency: string
  state: string
  startedAt: string
  endedAt: string | null
  nodeNames: string[]
  handlerNames: string[]
}

export interface CirculatedRow {
  circulation: number
  matter: number
  kind: string
  record: number
  title: string
  number: string
  urgency: string
  byName: string
  note: string
  at: string
  readAt: string | null
}

export interface Counts {
  all: number
  dueToday: number
  overdue: number
  unopened: number
  circulated: number
  drafts: number
  kinds: Record<string, number>
}

export interface AssignmentView {
  id: number
  personName: string
  person: number
  departmentName: string
  role: string
  state: string
  offeredAt: string
  openedAt: string | null
  doneAt: string | null
  doneByName: string | null
  decisionName: string | null
  opinion: string | null
  workingMinutes: number | null
}

export interface StepView {
  id: number
  node: string
  nodeName: string
  mode: string
  state: string
  openedAt: string
  closedAt: string | null
  assignments: AssignmentView[]
}

export interface MyAssignment {
  id: number
  step: number
  node: string
  nodeName: string
  state: string
  onBehalfOfName: string | null
  decisions: { word: string; title: string }[]
  opinionNeed: 'REQUIRED' | 'OPTIONAL' | 'NONE'
  verbs: string[]
  returnTargets: { node: string; nodeName: string; personName: string }[]
  draftDecision: string | null
  draftOpinion: string | null
  dueAt: string | null
  dueProvisional: boolean
  dueExplanation: string | null
  pool: boolean
  claimed: boolean
}

export interface MatterView {
  id: number
  kind: string
  record: number
  title: string
  number: string
  urgency: string
  state: string
  initiatorName: string
  initiatorDepartmentName: string
  initiatorUnitName: string
  startedAt: string
  endedAt: string | null
  steps: StepView[]
  mine: MyAssignment[]
  circulations: {
    id: number
    personName: string
    departmentName: string
    byName: string
    at: string
    readAt: string | null
    opinion: string
  }[]
  withdrawable: number | null
  urgeable: boolean
}

export interface Person {
  id: number
  name: string
  departmentName: string
}

/** What sending with this decision leads to. */
export interface Preview {
  ends: boolean
  waitsFor: string[]
  steps: {
    node: string
    nodeName: string
    mode: string
    modeName: string
    handlers: Person[]
    choose: boolean
    single: boolean
    candidates: Person[]
    from: 'list' | 'unit' | 'department' | null
  }[]
}

export interface Sending {
  decision: string
  opinion: string
  choices: Record<string, number[]>
}

export interface Delegation {
  id: number
  personName: string
  substitute: number
  substituteName: string
  kinds: string[]
  fromAt: string
  untilAt: string
  reason: string
  endedAt: string | null
}

export interface Phrase {
  id: number
  body: string
}

export interface Diagram {
  bpmn: string
  nodes: { node: string; nodeName: string; state: string; handlerNames: string[] }[]
}

const at = '/api/workflow'
type Query = Record<string, string | number | undefined>

export const workflow = {
  todo: (query: Query) => get<Page<WorkRow>>(`${at}/todo`, query),
  counts: () => get<Counts>(`${at}/todo/counts`),
  done: (query: Query) => get<Page<WorkRow>>(`${at}/done`, query),
  started: (query: Query) => get<Page<StartedRow>>(`${at}/started`, query),
  circulated: (query: Query) => get<Page<CirculatedRow>>(`${at}/circulated`, query),
  drafts: (query: Query) => get<Page<WorkRow>>(`${at}/drafts`, query),
  matter: (id: number) => get<MatterView>(`${at}/matters/${id}`),
  matterOfAssignment: (assignment: number) => get<MatterView>(`${at}/assignments/${assignment}/matter`),
  matterOf: (kind: string, record: number) => get<MatterView>(`${at}/matters`, { kind, record }),
  diagram: (matter: number) => get<Diagram>(`${at}/matters/${matter}/diagram`),
  next: (assignment: number, decision: string) => get<Preview>(`${at}/assignments/${assignment}/next`, { decision }),
  open: (assignment: number) => put(`${at}/assignments/${assignment}/opening`),
  keepOpinion: (assignment: number, decision: string, opinion: string) =>
    put(`${at}/assignments/${assignment}/opinion-draft`, { decision, opinion }),
  send: (key: string, assignment: number, sending: Sending) =>
    post(`${at}/assignments/${assignment}/sending`, sending, { key }),
  return: (key: string, assignment: number, body: { target: string; reason: string; straightBack: boolean }) =>
    post(`${at}/assignments/${assignment}/return`, body, { key }),
  withdraw: (key: string, assignment: number) => post(`${at}/assignments/${assignment}/withdrawal`, {}, { key }),
  transfer: (key: string, assignment: number, body: { person: number; reason: string }) =>
    post(`${at}/assignments/${assignment}/transfer`, body, { key }),
  addSigners: (key: string, assignment: number, body: { people: number[]; before: boolean; note: string }) =>
    post(`${at}/assignments/${assignment}/added-signers`, body, { key }),
  claim: (key: string, assignment: number) => post(`${at}/assignments/${assignment}/claim`, {}, { key }),
  circulate: (key: string, matter: number, body: { people: number[]; note: string }) =>
    post(`${at}/matters/${matter}/circulations`, body, { key }),
  urge: (key: string, matter: number, note: string) => post(`${at}/matters/${matter}/urging`, { note }, { key }),
  read: (circulation: number, opinion: string) => put(`${at}/circulations/${circulation}/reading`, { opinion }),
  delegations: () => get<Delegation[]>(`${at}/delegations`),
  delegate: (key: string, body: { substitute: number; kinds: string[]; from: string; until: string; reason: string }) =>
    post(`${at}/delegations`, body, { key }),
  endDelegation: (key: string, id: number) => remove(`${at}/delegations/${id}`, undefined, { key }),
  phrases: () => get<Phrase[]>(`${at}/phrases`),
  addPhrase: (key: string, body: string) => post<Phrase>(`${at}/phrases`, { body }, { key }),
  removePhrase: (key: string, id: number) => remove(`${at}/phrases/${id}`, undefined, { key }),
}
