import type { FlowWord } from './api'

/** Words of documents that several screens show. */
export const flows: Record<FlowWord, { title: string; create: string; empty: string }> = {
  outgoing: { title: '发文', create: '起草公文', empty: '没有符合条件的发文。' },
  incoming: { title: '收文', create: '登记来文', empty: '没有符合条件的收文。' },
  memo: { title: '签报', create: '起草签报', empty: '没有符合条件的签报。' },
}

export const directions: Record<string, string> = {
  UP: '上行文',
  DOWN: '下行文',
  PARALLEL: '平行文',
  PUBLIC: '公布',
  INTERNAL: '内部',
}

/** 政府信息公开条例: every document says before it is signed whether it is published. */
export const publicities: Record<string, string> = {
  OPEN: '主动公开',
  ON_REQUEST: '依申请公开',
  CLOSED: '不予公开',
}

/** What a later document does to an issued one (条例 art. 35). */
export const namingActs: Record<string, string> = {
  CORRECTION: '更正',
  REVOCATION: '撤销',
  ABOLITION: '废止',
  SUPERSESSION: '代替',
}

/** Of the people who changed a text, in the order in which they first did; the printed copy has the same. */
export const authorColours = ['#c8101e', '#1f5fbf', '#0b7a4b', '#8a3fa0', '#b8620b', '#0e7c86', '#7a4b1e', '#c2187a']

export const retentions: Record<string, string> = { Y: '永久', D30: '定期30年', D10: '定期10年' }

export const stateTone = (row: { ended: boolean; state: string }) =>
  row.state === 'D00' ? 'bad' : row.ended ? 'ok' : 'info'
