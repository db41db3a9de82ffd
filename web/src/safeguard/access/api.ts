import { get, post, put, remove } from '@/api/http'
import type { Page } from '@/api/page'
import type { Types } from '@/api/types'

export type Presence = Types['PresenceRow']
export type Rule = Types['RuleRow']
export type Admission = Types['Admission']

export type AccountRow = Types['AccountRow']

export const access = {
  accounts: (query: Record<string, string | number | boolean | undefined>) =>
    get<Page<AccountRow>>('/api/access/accounts', query),
  waiting: () => get<Types['AccountCount']>('/api/access/accounts/count'),
  openAccount: (key: string, person: number, loginName: string, reason: string) =>
    post<Types['PasswordHalf']>('/api/access/accounts', { person, loginName, reason }, { key }),
  resetAccount: (key: string, person: number, reason: string) =>
    post<Types['PasswordHalf']>(`/api/access/accounts/${person}/reset`, { reason }, { key }),
  wakeAccount: (key: string, person: number, reason: string) =>
    put(`/api/access/accounts/${person}/waking`, { reason }, { key }),
  closeAccount: (key: string, person: number, reason: string) =>
    put(`/api/access/accounts/${person}/closure`, { reason }, { key }),
  confirmAccount: (key: string, change: number) =>
    put<Types['PasswordHalf']>(`/api/access/accounts/changes/${change}/confirmation`, undefined, { key }),
  refuseAccount: (key: string, change: number, reason: string) =>
    put(`/api/access/accounts/changes/${change}/refusal`, { reason }, { key }),
  presences: () => get<Presence[]>('/api/access/presences'),
  endPresence: (key: string, id: number) => remove(`/api/access/presences/${id}`, undefined, { key }),
  endOthers: (key: string) => remove<Types['EndedPresences']>('/api/access/presences', undefined, { key }),
  rules: () => get<Rule[]>('/api/access/rules'),
  setRule: (key: string, rule: Rule, value: number, reason: string) =>
    put(
      `/api/access/rules/${rule.name}/${rule.administrators ? 'administrators' : 'everybody'}`,
      { value, reason, replaces: rule.id },
      { key },
    ),
  admissions: () => get<Admission[]>('/api/access/admissions'),
  admit: (key: string, form: Types['AdmissionForm']) => post('/api/access/admissions', form, { key }),
  withdrawAdmission: (key: string, id: number) => remove(`/api/access/admissions/${id}`, undefined, { key }),
  roles: () => get<Types['RoleChoice'][]>('/api/access/role-choices'),
  words: () => get<Types['BlockedWord'][]>('/api/access/blocked-words'),
  blockWord: (key: string, word: string) => post('/api/access/blocked-words', { word }, { key }),
  allowWord: (key: string, word: string) =>
    remove(`/api/access/blocked-words/${encodeURIComponent(word)}`, undefined, { key }),
}
