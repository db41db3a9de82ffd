import { get, post } from '@/api/http'
import type { Page } from '@/api/page'
import type { Types } from '@/api/types'

export type ItemRow = Types['ItemRow']
export type ItemView = Types['ItemView']
export type Retention = Types['Retention']
export type Verification = Types['Verification']

const at = '/api/archives'

export const archives = {
  retentions: () => get<Retention[]>(`${at}/retentions`),
  items: (query: Record<string, string | number | undefined>) => get<Page<ItemRow>>(`${at}/items`, query),
  item: (id: number) => get<ItemView>(`${at}/items/${id}`),
  verify: (id: number) => get<Verification>(`${at}/items/${id}/verification`),
  file: (key: string, body: Types['Filing']) => post<Types['Filed']>(`${at}/items`, body, { key }),
}

export const componentAddress = (item: number, position: number) => `${at}/items/${item}/components/${position}`
export const componentKinds: Record<string, string> = {
  BODY: '正文',
  ATTACHMENT: '附件',
  SHEET: '稿纸或处理单',
  TRAIL: '办理过程',
}
