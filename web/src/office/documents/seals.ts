import { get, post, put } from '@/api/http'
import type { Page } from '@/api/page'
import type { Types } from '@/api/types'

export type SealRow = Types['SealRow']
export type SealView = Types['SealView']
export type SealUse = Types['SealUse']
type Query = Record<string, string | number | undefined>

const at = '/api/documents/seals'

export const seals = {
  list: () => get<SealRow[]>(at),
  view: (id: number) => get<SealView>(`${at}/${id}`),
  ask: (key: string, body: Types['AskNewSeal']) => post<Types['NewSealId']>(at, body, { key }),
  decide: (key: string, id: number, approved: boolean, opinion: string) =>
    put(`${at}/${id}/decision`, { approved, opinion }, { key }),
  enable: (key: string, id: number, body: Types['EnableSeal']) => put(`${at}/${id}/enabling`, body, { key }),
  keepers: (key: string, id: number, body: Types['NameSealKeepers']) => put(`${at}/${id}/keepers`, body, { key }),
  act: (key: string, id: number, act: 'suspension' | 'loss' | 'resumption' | 'destruction', reason: string) =>
    put(`${at}/${id}/${act}`, { reason }, { key }),
  uses: (query: Query) => get<Page<SealUse>>(`${at}/uses`, query),
  enterUse: (key: string, id: number, body: Types['EnterPaperUse']) => post(`${at}/${id}/uses`, body, { key }),
}

export const pictureAddress = (id: number) => `${at}/${id}/picture`

export const kinds = ['行政公章', '党组章', '办公室章', '行政许可专用章', '行政处罚专用章', '财务专用章', '合同专用章']

export const tones: Record<string, 'ok' | 'info' | 'warn' | 'bad' | 'plain'> = {
  ASKED: 'info',
  REFUSED: 'plain',
  MADE: 'info',
  IN_USE: 'ok',
  STOPPED: 'warn',
  LOST: 'bad',
  CANCELLED: 'plain',
}

export const turns: Record<string, string> = {
  REGISTERED: '登记',
  ASKED: '提出申请',
  APPROVED: '审批同意',
  DECLINED: '审批不同意',
  KEEPERS: '指定保管人',
  ENABLED: '启用',
  STOPPED: '停用',
  LOST: '挂失',
}
