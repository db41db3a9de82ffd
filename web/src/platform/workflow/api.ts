import { get, post, put, remove } from '@/api/http'
import type { Page } from '@/api/page'

/** One line of the to-do list or of the drafts. */
export interface TodoRow {
  assignment: number
  matter: number
  kind: string
  kindName: string
  module: string
  record: number
  title: string
  number: string
  urgency: string
  node: string
  nodeName: string
  initiatorName: string
  initiatorDepartmentName: string
  sender: string
  offeredAt: string
  openedAt: string | null
  dueAt: string | null
  dueProvisional: boolean
  light: string | null
  returned: boolean
  pool: boolean
  claimedAt: string | null
  urgedCount: number
  urgedAt: string | null
  suspended: boolean
  onBehalfOfName: string | null
}

export interface DoneRow {
  assignment: number
  matter: number
  kind: string
  kindName: string
  title: string
  number: string
  urgency: string
  nodeName: string
  decision: string
  doneAt: string
  doneByName: string
  personName: string
  matterState: string
  presentNodes: string
}

export interface StartedRow {
  matter: number
  kind: string
  kindName: string
  record: number
  title: string
  number: string
  urgency: string
  state: string
  startedAt: string
  endedAt: string | null
  presentNodes: string
  presentHandlers: string
}

export interface CirculatedRow {
  circulation: number
  matter: number
  kind: string
  kindName: string
  record: number
  title: string
  number: string
  urgency: string
  byName: string
  note: string
  at: string
  readAt: string | null
  opinion: string
}

export interface Counts {
  all: number
  unopened: number
  overdue: number
  dueToday: number
  drafts: number
  circulated: number
  kinds: { kind: string; kindName: string; all: number; unopened: number; overdue: number }[]
}

export interface OpinionView {
  id: number
  personName: string
  onBehalfOfName: string | null
  decision: string
  text: string
  at: string
  withdrawn: boolean
}

export interface HandlerView {
  assignment: number
  person: number
  personName: string
  departmentName: string
  role: string
  state: string
  decision: string | null
  doneByName: string | null
  offeredAt: string
  openedAt: string | null
  doneAt: string | null
  dueAt: string | null
  dueProvisional: boolean
  dueExplanation: string | null
  light: string | null
  workingMinutes: number
  urgedCount: number
  opinions: OpinionView[]
}

export interface StepView {
  id: number
  node: string
  nodeName: string
  /** In Chinese: 会签, 票决 … */
  mode: string
  state: string
  decision: string | null
  openedAt: string
  closedAt: string | null
  workingMinutes: number
  handlers: HandlerView[]
}

export interface MyAssignment {
  assignment: number
  node: string
  nodeName: string
  mode: string
  role: string
  state: string
  draft: boolean
  returned: boolean
  claimed: boolean
  onBehalfOfName: string | null
  dueAt: string | null
  dueProvisional: boolean
  dueExplanation: string | null
  light: string | null
  decisions: { word: string; term: string }[]
  /** Whether words must come with the decision. */
  opinion: 'REQUIRED' | 'OPTIONAL' | 'NONE'
  draftDecision: string | null
  draftOpinion: string | null
  /** What else may be done here and now. */
  verbs: string[]
  returnTargets: { node: string; nodeName: string; handlers: string[]; straightBack: boolean }[]
  added: { assignment: number; personName: string; state: string }[]
}

export interface TrailView {
  id: number
  verb: string
  verbName: string
  nodeName: string | null
  actorName: string
  onBehalfOfName: string | null
  target: string | null
  note: string | null
  at: string
}

export interface MatterView {
  id: number
  kind: string
  kindName: string
  module: string
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
  mayUrge: boolean
  mayCirculate: boolean
  mayAdminister: boolean
  steps: StepView[]
  trail: TrailView[]
  readers: {
    circulation: number
    person: number
    personName: string
    departmentName: string
    byName: string
    note: string
    at: string
    readAt: string | null
    opinion: string
  }[]
  mine: MyAssignment[]
  withdrawable: number | null
}

export interface Handler {
  person: number
  name: string
  departmentName: string
  unit: number
}

/** What sending with this decision leads to. */
export interface Preview {
  stepStaysOpen: boolean
  waitingFor: string[]
  ends: boolean
  nodes: {
    node: string
    nodeName: string
    mode: string
    modeName: string
    pool: boolean
    /** null unless the sender chooses. */
    chooseFrom: string | null
    chooseSeveral: boolean
    candidates: Handler[]
    handlers: Handler[]
    missing: string | null
  }[]
}

export interface Sending {
  decision: string
  opinion: string
  choices: Record<string, number[]>
}

export interface Delegation {
  id: number
  person: number
  personName: string
  substitute: number
  substituteName: string
  kinds: string[]
  from: string
  until: string
  reason: string
  endedAt: string | null
}

/** id is null for those everybody has. */
export interface Phrase {
  id: number | null
  text: string
}

export interface Diagram {
  bpmn: string
  states: Record<string, string>
}

const at = '/api/workflow'
type Query = Record<string, string | number | undefined>

export const workflow = {
  todo: (query: Query) => get<Page<TodoRow>>(`${at}/todo`, query),
  counts: () => get<Counts>(`${at}/todo/counts`),
  done: (query: Query) => get<Page<DoneRow>>(`${at}/done`, query),
  started: (query: Query) => get<Page<StartedRow>>(`${at}/started`, query),
  circulated: (query: Query) => get<Page<CirculatedRow>>(`${at}/circulated`, query),
  drafts: (query: Query) => get<Page<TodoRow>>(`${at}/drafts`, query),
  matter: (id: number) => get<MatterView>(`${at}/matters/${id}`),
  matterOf: (kind: string, record: number) => get<MatterView>(`${at}/matters`, { kind, record }),
  diagram: (matter: number) => get<Diagram>(`${at}/matters/${matter}/diagram`),
  next: (assignment: number, decision: string) => get<Preview>(`${at}/assignments/${assignment}/next`, { decision }),
  open: (assignment: number) => put(`${at}/assignments/${assignment}/opening`),
  keepOpinion: (assignment: number, decision: string, opinion: string) =>
    put(`${at}/assignments/${assignment}/opinion-draft`, { decision, opinion }),
  send: (key: string, assignment: number, sending: Sending) =>
    post(`${at}/assignments/${assignment}/sending`, sending, { key }),
  return: (key: string, assignment: number, body: { node: string; reason: string; straightBack: boolean }) =>
    post(`${at}/assignments/${assignment}/return`, body, { key }),
  withdraw: (key: string, assignment: number) => post(`${at}/assignments/${assignment}/withdrawal`, {}, { key }),
  transfer: (key: string, assignment: number, body: { person: number; reason: string }) =>
    post(`${at}/assignments/${assignment}/transfer`, body, { key }),
  addSigner: (key: string, assignment: number, body: { person: number; before: boolean; reason: string }) =>
    post(`${at}/assignments/${assignment}/added-signers`, body, { key }),
  removeSigner: (key: string, assignment: number, added: number) =>
    remove(`${at}/assignments/${assignment}/added-signers/${added}`, undefined, { key }),
  claim: (key: string, assignment: number) => post(`${at}/assignments/${assignment}/claim`, {}, { key }),
  release: (key: string, assignment: number) => remove(`${at}/assignments/${assignment}/claim`, undefined, { key }),
  circulate: (key: string, matter: number, body: { readers: number[]; note: string }) =>
    post(`${at}/matters/${matter}/circulations`, body, { key }),
  urge: (key: string, matter: number, note: string) => post(`${at}/matters/${matter}/urging`, { note }, { key }),
  read: (circulation: number, opinion: string) => put(`${at}/circulations/${circulation}/reading`, { opinion }),
  delegations: () => get<Delegation[]>(`${at}/delegations`),
  delegate: (key: string, body: { substitute: number; kinds: string[]; from: string; until: string; reason: string }) =>
    post(`${at}/delegations`, body, { key }),
  endDelegation: (key: string, id: number) => remove(`${at}/delegations/${id}`, undefined, { key }),
  phrases: () => get<Phrase[]>(`${at}/phrases`),
  addPhrase: (key: string, text: string) => post<Phrase>(`${at}/phrases`, { text }, { key }),
  removePhrase: (key: string, id: number) => remove(`${at}/phrases/${id}`, undefined, { key }),
}
