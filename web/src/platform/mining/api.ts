import { exchange, get, newKey, post, queryText, remove } from '@/api/http'
import type { Page } from '@/api/page'
import { problemOf } from '@/api/problem'
import type { Types } from '@/api/types'

export type MinedProcess = Types['MinedProcess']
export type Choices = Types['ProcessChoices']
export type Figures = Types['ProcessFigures']
export type NodeFigures = Types['NodeFigures']
export type PathFigures = Types['PathFigures']
export type HandOver = Types['HandOver']
export type OpenVisit = Types['OpenVisit']
export type DayFigures = Types['DayFigures']
export type CaseRow = Types['CaseRow']
export type Answer = Types['Answer']
export type AlarmRow = Types['AlarmRow']
export type ForeignLog = Types['ForeignLog']
export type Imported = Types['Imported']
export type Which = NonNullable<
  'STARTED' | 'ENDED' | 'TERMINATED' | 'LATE' | 'RETURNED' | 'RUNNING' | 'RUNNING_LATE' | 'VISITED' | 'HANDED_OVER'
>

/** The part of the log that is asked about, as it stands in the address; empty means all, or the last 90 days. */
export interface Question {
  from?: string
  to?: string
  version?: string
  unit?: string
}

export const mining = {
  processes: () => get<MinedProcess[]>('/api/mining/processes'),
  choices: (kind: string) => get<Choices>(`/api/mining/processes/${encodeURIComponent(kind)}`),
  figures: (kind: string, question: Question) => get<Figures>('/api/mining/figures', { kind, ...question }),
  diagram: (kind: string, version: number) =>
    get<Types['ProcessDiagram']>(`/api/mining/diagrams/${encodeURIComponent(kind)}/${version}`),
  cases: (query: Record<string, string>) => get<Page<CaseRow>>('/api/mining/cases', query),
  simulate: (question: object) => post<Answer>('/api/mining/simulations', question),
  alarms: (kind: string) => get<AlarmRow[]>('/api/mining/alarms', { kind }),
  addAlarm: (key: string, alarm: Types['NewAlarm']) => post('/api/mining/alarms', alarm, { key }),
  removeAlarm: (key: string, id: number) => remove(`/api/mining/alarms/${id}`, undefined, { key }),
  logs: () => get<ForeignLog[]>('/api/mining/logs'),
  removeLog: (key: string, kind: string) => remove(`/api/mining/logs/${encodeURIComponent(kind)}`, undefined, { key }),
  importLog,
}

/** The body is the file itself, so that it is read as it comes. */
async function importLog(key: string, name: string, format: 'XES' | 'CSV', file: File): Promise<Imported> {
  const url = new URL('/api/mining/logs' + queryText({ name, format }), location.origin)
  const response = await exchange(
    new Request(url, {
      method: 'POST',
      headers: {
        Accept: 'application/json, application/problem+json',
        'Content-Type': format === 'XES' ? 'application/xml' : 'text/csv',
        'Idempotency-Key': key || newKey(),
      },
      body: await file.arrayBuffer(),
    }),
  )
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as Imported
}
