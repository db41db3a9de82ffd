import { get, post } from '@/api/http'
import type { Page } from '@/api/page'

export interface ItemRow {
  id: number
  archiveNumber: string
  title: string
  documentNumber: string | null
  kindName: string
  responsible: string
  documentDate: string | null
  retention: string
  year: number
  classCode: string
  filedByName: string
  filedAt: string
}

export interface ItemView {
  item: ItemRow
  document: number
  flow: string
  mainTo: string
  components: { position: number; kind: string; name: string; file: number; size: number; sha256: string }[]
  manifestSha256: string
}

export interface Retention {
  code: string
  term: string
  years: number | null
  description: string
  source: string
}

export interface Verification {
  sound: boolean
  manifestSound: boolean
  broken: string[]
  checked: number
}

const at = '/api/archives'

export const archives = {
  retentions: () => get<Retention[]>(`${at}/retentions`),
  items: (query: Record<string, string | number | undefined>) => get<Page<ItemRow>>(`${at}/items`, query),
  item: (id: number) => get<ItemView>(`${at}/items/${id}`),
  verify: (id: number) => get<Verification>(`${at}/items/${id}/verification`),
  file: (key: string, body: { document: number; retention: string; classCode: string; year: number }) =>
    post<{ item: number; archiveNumber: string }>(`${at}/items`, body, { key }),
}

export const componentAddress = (item: number, position: number) => `${at}/items/${item}/components/${position}`
export const componentKinds: Record<string, string> = {
  BODY: '正文',
  ATTACHMENT: '附件',
  SHEET: '稿纸',
  TRAIL: '办理过程',
}
