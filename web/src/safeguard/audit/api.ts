import { get, post, put, queryText } from '@/api/http'
import type { Page } from '@/api/page'
import type { Types } from '@/api/types'

export type AuditAlert = Types['AuditAlert']
export type ReviewWeek = Types['ReviewWeek']
export type RemovalRow = Types['RemovalRow']

export const audit = {
  integrity: () => get<Types['IntegrityState']>('/api/audit/integrity'),
  checkIntegrity: (key: string) => post('/api/audit/integrity/checks', undefined, { key }),
  acceptBaseline: (key: string, reason: string) => put('/api/audit/integrity/baseline', { reason }, { key }),
  chain: () => get<Types['AuditChain']>('/api/audit/chain'),
  verifications: () => get<Types['VerificationRow'][]>('/api/audit/verifications'),
  verify: (key: string) => post<Types['AuditId']>('/api/audit/verifications', undefined, { key }),
  exportUrl: (from?: string, until?: string) => `/api/audit/export${queryText({ from, until })}`,
  alerts: (query: { open: boolean; after?: string }) => get<Page<AuditAlert>>('/api/audit/alerts', query),
  open: () => get<Types['AuditCount']>('/api/audit/alerts/count'),
  handle: (key: string, id: number, note: string) => put(`/api/audit/alerts/${id}/handling`, { note }, { key }),
  rules: () => get<Types['AlertRule'][]>('/api/audit/rules'),
  reviews: () => get<ReviewWeek[]>('/api/audit/reviews'),
  review: (key: string, week: string, note: string) => put(`/api/audit/reviews/${week}`, { note }, { key }),
  removals: () => get<RemovalRow[]>('/api/audit/removals'),
  askRemoval: (key: string, retention: string, reason: string) =>
    post<Types['AuditId']>('/api/audit/removals', { retention, reason }, { key }),
  approveRemoval: (key: string, id: number) => put(`/api/audit/removals/${id}/approval`, {}, { key }),
}

export const severities: Record<string, { title: string; tone: 'bad' | 'warn' | 'plain' }> = {
  grave: { title: '严重', tone: 'bad' },
  warning: { title: '警告', tone: 'warn' },
  notice: { title: '提示', tone: 'plain' },
}

/** The codes of the table of retentions; a new one is shown under its code. */
export const retentions: Record<string, string> = { reading: '查阅和下载记录', security: '登录和拒绝记录' }
