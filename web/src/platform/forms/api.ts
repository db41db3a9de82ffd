import { get, post, put, remove } from '@/api/http'
import type { Types } from '@/api/types'
import type { Design } from './designer/model'

export type FormDraft = Types['FormDraft']
export type FormDraftRow = Types['FormDraftRow']
export type FormFinding = Types['FormFindingRow']
export type FormTrialResult = Types['FormTrialResult']

export interface FormTexts {
  title: string
  schema: string
  layout: string
}

export const texts = (title: string, design: Design): FormTexts => ({
  title,
  schema: JSON.stringify(design.schema, null, 2),
  layout: JSON.stringify(design.layout, null, 2),
})

export const forms = {
  drafts: () => get<FormDraftRow[]>('/api/forms/drafts'),
  draft: (id: number) => get<FormDraft>(`/api/forms/drafts/${id}`),
  versions: (id: number) => get<FormDraftRow[]>(`/api/forms/drafts/${id}/versions`),
  version: (id: number, version: number) => get<FormDraft>(`/api/forms/drafts/${id}/versions/${version}`),
  create: (key: string, body: FormTexts) => post<FormDraft>('/api/forms/drafts', body, { key }),
  save: (key: string, id: number, version: number, body: FormTexts) =>
    put<FormDraft>(`/api/forms/drafts/${id}`, body, { key, version }),
  drop: (key: string, id: number) => remove(`/api/forms/drafts/${id}`, undefined, { key }),
  findings: (body: FormTexts) => post<FormFinding[]>('/api/forms/findings', body),
  try: (body: FormTexts, step: string, before: object, after: object, purpose: 'SAVE' | 'SEND') =>
    post<FormTrialResult>('/api/forms/trials', {
      schema: body.schema,
      layout: body.layout,
      step,
      before: JSON.stringify(before),
      after: JSON.stringify(after),
      purpose,
    }),
}
