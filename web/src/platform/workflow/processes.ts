import { get, post } from '@/api/http'
import type { Types } from '@/api/types'

export type ProcessVersion = Types['ProcessVersion']
export type ProcessSource = Types['ProcessSource']
export type ProcessFinding = Types['ProcessFinding']
export type Trial = Types['Trial']
export type TrialStep = Types['TrialStep']
export type TrialQuestion = Types['TrialQuestion']

/** What became of a file that another tool made. */
export type ProcessImport = Types['ProcessImport']

const at = '/api/workflow/processes'

/** 流程定义: what is published, and what would be wrong with a text. Nothing here changes a process. */
export const processes = {
  all: () => get<ProcessVersion[]>(at),
  versions: (kind: string) => get<ProcessVersion[]>(`${at}/${kind}/versions`),
  version: (kind: string, version: number) => get<ProcessSource>(`${at}/${kind}/versions/${version}`),
  check: (bpmn: string, facts: string[] | null, signal?: AbortSignal) =>
    post<ProcessFinding[]>(`${at}/checks`, { bpmn, facts }, { signal }),
  try: (question: TrialQuestion) => post<Trial>(`${at}/trials`, question),
  import: (bpmn: string) => post<ProcessImport>(`${at}/imports`, { bpmn }),
}
