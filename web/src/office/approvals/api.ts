import { get, post, put, remove } from '@/api/http'
import type { Page } from '@/api/page'
import type { Types } from '@/api/types'

export type Catalogue = Types['CatalogueView']
export type CatalogueEntry = Types['CatalogueEntry']
export type RequestView = Types['RequestView']
export type RequestRow = Types['RequestRow']
export type EarlierContent = Types['EarlierContent']
export type PartView = Types['PartView']
export type PartsView = Types['PartsView']
export type PartRow = Types['PartRow']
export type Verdict = Types['Verdict']
export type Saved = Types['SavedRequest']
export type DesignedKind = Types['DesignedKind']
export type KindDraft = Types['KindDraft']
export type KindFinding = Types['KindFinding']
export type KindVersion = Types['KindVersion']
export type Settings = Types['KindSettings']
export type PartSettings = Types['PartSettings']
export type ImportLook = Types['ImportLook']
export type TrustedKey = Types['TrustedKey']
export type DecisionTable = Types['DecisionTable']
export type TableExample = Types['TableExample']
export type TableFinding = Types['TableFinding']
export type Analysis = Types['AnalysisView']
export type AnalysisChoice = Types['AnalysisChoices']

type Query = Record<string, string | number | boolean | string[] | undefined>
const of = (id: number) => `/api/approvals/requests/${id}`
const partOf = (id: number) => `/api/approvals/parts/${id}`
const kindOf = (name: string) => `/api/approvals/kinds/${name}`

export const approvals = {
  catalogue: () => get<Catalogue>('/api/approvals/catalogue'),
  like: (kind: string) => put(`/api/approvals/catalogue/${kind}/favourite`),
  unlike: (kind: string) => remove(`/api/approvals/catalogue/${kind}/favourite`),
  start: (key: string, kind: string) => post<Saved>('/api/approvals/requests', { kind, data: null }, { key }),
  list: (query: Query) => get<Page<RequestRow>>('/api/approvals/requests', query),
  counts: (query: Query) => get<Types['RequestCounts']>('/api/approvals/requests/counts', query),
  view: (id: number) => get<RequestView>(of(id)),
  save: (id: number, version: number, data: string) => put<Saved>(`${of(id)}/form`, { data }, { version }),
  part: (id: number) => get<PartView>(partOf(id)),
  savePart: (id: number, version: number, data: string) => put<Saved>(`${partOf(id)}/form`, { data }, { version }),
  hurry: (id: number, urgency: string) => put(`${of(id)}/urgency`, { urgency }),
  makeVoid: (key: string, id: number, reason: string) => put(`${of(id)}/voiding`, { reason }, { key }),
  askAgain: (key: string, id: number, part: number, question: string) =>
    put(`${of(id)}/parts/${part}/renewal`, { question }, { key }),
  file: (key: string, id: number) => put<Types['FiledRequest']>(`${of(id)}/filing`, undefined, { key }),
  why: (id: number) => get<Types['RequestReader'][]>(`${of(id)}/why`),
  kindCounts: () => get<Types['RequestsOfKind'][]>('/api/approvals/analysis'),
  choices: (kind: string) => get<AnalysisChoice>(`/api/approvals/analysis/${kind}/choices`),
  analyse: (kind: string, query: Query) => get<Analysis>(`/api/approvals/analysis/${kind}`, query),
}

export const kinds = {
  list: () => get<DesignedKind[]>('/api/approvals/kinds'),
  choices: () => get<Types['KindChoiceLists']>('/api/approvals/kinds/choices'),
  begin: (key: string, name: string, title: string, like: string | null) =>
    post<KindDraft>('/api/approvals/kinds', { name, title, like }, { key }),
  draft: (name: string) => get<KindDraft>(`${kindOf(name)}/draft`),
  save: (name: string, version: number, files: Record<string, string>) =>
    put<KindDraft>(`${kindOf(name)}/draft`, { files }, { version }),
  drop: (name: string) => remove(`${kindOf(name)}/draft`),
  findings: (name: string) => get<KindFinding[]>(`${kindOf(name)}/findings`),
  versions: (name: string) => get<KindVersion[]>(`${kindOf(name)}/versions`),
  version: (name: string, version: number) =>
    get<{ files: Record<string, string> }>(`${kindOf(name)}/versions/${version}`),
  publish: (key: string, name: string, version: number, note: string) =>
    post<{ version: number }>(`${kindOf(name)}/versions`, { note }, { key, version }),
  offer: (name: string, enabled: boolean) => put(`${kindOf(name)}/offering`, { enabled }),
  readSettings: (yaml: string) => post<{ settings: Settings }>('/api/approvals/kinds/settings-readings', { yaml }),
  writeSettings: (settings: Settings) => post<{ yaml: string }>('/api/approvals/kinds/settings-texts', { settings }),
  look: (zip: string) => post<ImportLook>('/api/approvals/kinds/import-looks', { zip, unsignedToo: false }),
  take: (key: string, zip: string, unsignedToo: boolean) =>
    post<KindDraft>('/api/approvals/kinds/imports', { zip, unsignedToo }, { key }),
}

export const rules = {
  read: (dmn: string) => post<DecisionTable>('/api/rules/readings', { dmn }),
  write: (table: DecisionTable) => post<{ dmn: string }>('/api/rules/texts', { table }),
  check: (table: DecisionTable, examples: TableExample[]) =>
    post<TableFinding[]>('/api/rules/findings', { table, examples, facts: null }),
  attempt: (table: DecisionTable, facts: Record<string, unknown>) =>
    post<Verdict>('/api/rules/trials', { table, facts }),
}

export const paperAddress = (id: number) => `${of(id)}/paper`
export const paperFileAddress = (id: number) => `${of(id)}/paper/pdf`
export const sheetAddress = (id: number) => `${of(id)}/sheet`
export const fileAddress = (id: number, file: number) => `${of(id)}/files/${file}`
export const paperSampleAddress = (name: string) => `${kindOf(name)}/draft/paper`
export const packageAddress = (name: string) => `${kindOf(name)}/package`

const keys = '/api/approvals/trusted-keys'
export const trustedKeys = {
  page: () => get<Types['TrustedKeyPage']>(keys),
  read: (key: string) => post<Types['KeyReading']>(`${keys}/readings`, { key }),
  add: (command: string, key: string, name: string, reason: string) =>
    post<TrustedKey>(keys, { key, name, reason }, { key: command }),
  withdraw: (command: string, fingerprint: string, reason: string) =>
    put(`${keys}/${encodeURIComponent(fingerprint)}/withdrawal`, { reason }, { key: command }),
}
