import { get, post, put, remove } from '@/api/http'
import type { Page } from '@/api/page'
import type { Types } from '@/api/types'

/** One line of the to-do list or of the drafts. */
export type TodoRow = Types['TodoRow']
export type DoneRow = Types['DoneRow']
export type StartedRow = Types['StartedRow']
export type CirculatedRow = Types['CirculatedRow']
export type Counts = Types['TodoCounts']
export type MatterView = Types['MatterPage']
export type StepView = Types['StepView']
export type HandlerView = Types['HandlerView']
export type OpinionView = Types['OpinionView']
export type TrailView = Types['TrailView']
export type MyAssignment = Types['MyAssignment']
export type Handler = Types['Handler']
/** What sending with this decision leads to. */
export type Preview = Types['Next']
export type Sending = Types['Sending']
export type Delegation = Types['DelegationRow']
/** Its id is null for those everybody has. */
export type Phrase = Types['Phrase']
export type Diagram = Types['Diagram']
export type BatchAnswer = Types['BatchAnswer']
export type FollowedRow = Types['FollowedRow']
export type Ink = Types['Ink']
export type HandOverRow = Types['HandOverRow']
export type DictationRow = Types['DictationRow']
export type DictatedRow = Types['DictatedRow']
export type UrgingStage = Types['Stage']
export type QueueRow = Types['QueueRow']
/** What could not be done without people. */
export type FailedTrigger = Types['FailedRow']
export type AfterHandling = Types['Preference']['afterHandling']
/** One line of what is under way in a unit, for its administrator. */
export type OpenMatter = Types['OpenMatter']
export type OpenCounts = Types['OpenCounts']

const at = '/api/workflow'
type Query = Record<string, string | number | boolean | undefined>

export const workflow = {
  todo: (query: Query) => get<Page<TodoRow> & { counts: Counts | null }>(`${at}/todo`, query),
  counts: () => get<Counts>(`${at}/todo/counts`),
  done: (query: Query) => get<Page<DoneRow>>(`${at}/done`, query),
  started: (query: Query) => get<Page<StartedRow>>(`${at}/started`, query),
  circulated: (query: Query) => get<Page<CirculatedRow>>(`${at}/circulated`, query),
  drafts: (query: Query) => get<Page<TodoRow>>(`${at}/drafts`, query),
  openMatters: (query: Query) => get<Page<OpenMatter>>(`${at}/open-matters`, query),
  openCounts: (unit: string | undefined) => get<OpenCounts>(`${at}/open-matters/counts`, { unit }),
  handOver: (key: string, assignment: number, body: Types['NewHandler']) =>
    put(`${at}/assignments/${assignment}/handler`, body, { key }),
  matter: (id: number) => get<MatterView>(`${at}/matters/${id}`),
  matterOf: (kind: string, record: number) => get<MatterView>(`${at}/matters`, { kind, record }),
  diagram: (matter: number) => get<Diagram>(`${at}/matters/${matter}/diagram`),
  next: (assignment: number, decision: string) => get<Preview>(`${at}/assignments/${assignment}/next`, { decision }),
  open: (assignment: number) => put(`${at}/assignments/${assignment}/opening`),
  keepOpinion: (assignment: number, decision: string, opinion: string) =>
    put(`${at}/assignments/${assignment}/opinion-draft`, { decision, opinion }),
  send: (key: string, assignment: number, sending: Sending) =>
    post(`${at}/assignments/${assignment}/sending`, sending, { key }),
  return: (key: string, assignment: number, body: Types['ReturnStep']) =>
    post(`${at}/assignments/${assignment}/return`, body, { key }),
  withdraw: (key: string, assignment: number) => post(`${at}/assignments/${assignment}/withdrawal`, {}, { key }),
  transfer: (key: string, assignment: number, body: Types['Transfer']) =>
    post(`${at}/assignments/${assignment}/transfer`, body, { key }),
  addSigner: (key: string, assignment: number, body: Types['AddedSigner']) =>
    post(`${at}/assignments/${assignment}/added-signers`, body, { key }),
  removeSigner: (key: string, assignment: number, added: number) =>
    remove(`${at}/assignments/${assignment}/added-signers/${added}`, undefined, { key }),
  claim: (key: string, assignment: number) => post(`${at}/assignments/${assignment}/claim`, {}, { key }),
  release: (key: string, assignment: number) => remove(`${at}/assignments/${assignment}/claim`, undefined, { key }),
  circulate: (key: string, matter: number, body: Types['Circulation']) =>
    post(`${at}/matters/${matter}/circulations`, body, { key }),
  urge: (key: string, matter: number, note: string) => post(`${at}/matters/${matter}/urging`, { note }, { key }),
  suspend: (key: string, matter: number, reason: string) =>
    put(`${at}/matters/${matter}/suspension`, { reason }, { key }),
  resume: (key: string, matter: number) => remove(`${at}/matters/${matter}/suspension`, undefined, { key }),
  jump: (key: string, matter: number, move: Types['Move']) => post(`${at}/matters/${matter}/jump`, move, { key }),
  terminate: (key: string, matter: number, reason: string) =>
    post(`${at}/matters/${matter}/termination`, { reason }, { key }),
  reopen: (key: string, matter: number, move: Types['Move']) =>
    post(`${at}/matters/${matter}/reopening`, move, { key }),
  read: (circulation: number, opinion: string) => put(`${at}/circulations/${circulation}/reading`, { opinion }),
  delegations: () => get<Delegation[]>(`${at}/delegations`),
  delegate: (key: string, body: Types['Delegation']) => post(`${at}/delegations`, body, { key }),
  endDelegation: (key: string, id: number) => remove(`${at}/delegations/${id}`, undefined, { key }),
  sendTogether: (key: string, body: Types['BatchSending']) => put<BatchAnswer>(`${at}/todo/sending`, body, { key }),
  previewTogether: (assignments: number[], opinion: string) =>
    put<BatchAnswer>(`${at}/todo/sending/preview`, { assignments, opinion, decision: null }),
  followed: (query: Query) => get<Page<FollowedRow>>(`${at}/followed`, query),
  follow: (key: string, matter: number) => put(`${at}/matters/${matter}/following`, {}, { key }),
  unfollow: (key: string, matter: number) => remove(`${at}/matters/${matter}/following`, undefined, { key }),
  subscribe: (key: string, matter: number, body: Types['NewSubscription']) =>
    post(`${at}/matters/${matter}/subscriptions`, body, { key }),
  unsubscribe: (key: string, id: number) => remove(`${at}/subscriptions/${id}`, undefined, { key }),
  writeNote: (key: string, matter: number, body: Types['NewNote']) =>
    post(`${at}/matters/${matter}/notes`, body, { key }),
  removeNote: (key: string, id: number) => remove(`${at}/notes/${id}`, undefined, { key }),
  copy: (key: string, matter: number, body: Types['NamedPeople']) =>
    post(`${at}/matters/${matter}/copies`, body, { key }),
  addParticipants: (key: string, matter: number, node: string, body: Types['NamedPeople']) =>
    post(`${at}/matters/${matter}/nodes/${node}/participants`, body, { key }),
  removeParticipant: (key: string, matter: number, assignment: number, reason: string) =>
    remove(`${at}/matters/${matter}/participants/${assignment}`, { reason }, { key }),
  branches: (matter: number) => get<Types['BranchesView']>(`${at}/matters/${matter}/branches`),
  addLane: (key: string, matter: number, lane: string, body: Types['LaneChange']) =>
    put(`${at}/matters/${matter}/lanes/${lane}`, body, { key }),
  removeLane: (key: string, matter: number, lane: string, body: Types['LaneChange']) =>
    remove(`${at}/matters/${matter}/lanes/${lane}`, body, { key }),
  addPart: (key: string, matter: number, node: string, body: Types['NewPart']) =>
    post(`${at}/matters/${matter}/nodes/${node}/parts`, body, { key }),
  removePart: (key: string, matter: number, part: number, reason: string) =>
    remove(`${at}/matters/${matter}/parts/${part}`, { reason }, { key }),
  schedule: (key: string, assignment: number, body: Types['ScheduledSending']) =>
    put(`${at}/assignments/${assignment}/scheduled-sending`, body, { key }),
  unschedule: (key: string, assignment: number) =>
    remove(`${at}/assignments/${assignment}/scheduled-sending`, undefined, { key }),
  dictation: () => get<Types['DictationPage']>(`${at}/dictation`),
  appointSecretary: (key: string, secretary: number) => post(`${at}/secretaries`, { secretary }, { key }),
  dismissSecretary: (key: string, id: number) => remove(`${at}/secretaries/${id}`, undefined, { key }),
  dictationNext: (assignment: number, decision: string) =>
    get<Preview>(`${at}/assignments/${assignment}/dictation/next`, { decision }),
  dictate: (key: string, assignment: number, body: Types['DictatedSending']) =>
    post(`${at}/assignments/${assignment}/dictation`, body, { key }),
  confirmDictation: (key: string, opinion: number) => put(`${at}/opinions/${opinion}/confirmation`, {}, { key }),
  disputeDictation: (key: string, opinion: number, reason: string) =>
    put(`${at}/opinions/${opinion}/dispute`, { reason }, { key }),
  handOvers: () => get<Types['HandOverRow'][]>(`${at}/hand-overs`),
  previewHandOver: (from: number, to: number) =>
    get<Types['HandOverPreview']>(`${at}/hand-overs/preview`, { from, to }),
  handOverAll: (key: string, body: Types['NewHandOver']) =>
    post<Types['HandOverAnswer']>(`${at}/hand-overs`, body, { key }),
  undoHandOver: (key: string, id: number) => put<Types['UndoAnswer']>(`${at}/hand-overs/${id}/undoing`, {}, { key }),
  urgingPolicy: () => get<Types['UrgingPage']>(`${at}/urging-policy`),
  foreseeUrging: (urgency: string, start: string) =>
    get<Types['Foreseen'][]>(`${at}/urging-policy/preview`, { urgency, start }),
  changeUrgingPolicy: (key: string, body: Types['NewUrgingPolicy']) => put(`${at}/urging-policy`, body, { key }),
  queue: () => get<QueueRow[]>(`${at}/queue`),
  claimNext: (key: string) => post<Types['Taken']>(`${at}/queue/next`, {}, { key }),
  assignClaimant: (key: string, matter: number, step: number, person: number) =>
    put(`${at}/matters/${matter}/steps/${step}/claimant`, { person }, { key }),
  preference: () => get<Types['Preference']>(`${at}/preference`),
  prefer: (afterHandling: AfterHandling) => put(`${at}/preference`, { afterHandling }),
  failedTriggers: (query: Query) => get<Page<FailedTrigger>>(`${at}/triggers`, query),
  failedCount: () => get<Types['FailedCount']>(`${at}/triggers/count`),
  retryTrigger: (key: string, trigger: number) => remove(`${at}/triggers/${trigger}/failure`, undefined, { key }),
  skipTrigger: (key: string, trigger: number, reason: string) =>
    put(`${at}/triggers/${trigger}/skip`, { reason }, { key }),
  phrases: () => get<Phrase[]>(`${at}/phrases`),
  addPhrase: (key: string, text: string) => post<Phrase>(`${at}/phrases`, { text }, { key }),
  removePhrase: (key: string, id: number) => remove(`${at}/phrases/${id}`, undefined, { key }),
}
