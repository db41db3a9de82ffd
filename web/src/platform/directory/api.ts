import { get, post, put, remove } from '@/api/http'
import type { Page } from '@/api/page'
import type { Types } from '@/api/types'

export type UnitRow = Types['UnitRow']
export type UnitDetail = Types['UnitDetail']
export type UnitForm = Types['UnitForm']
export type DepartmentRow = Types['DepartmentRow']
export type DepartmentForm = Types['DepartmentForm']
export type PostRow = Types['PostRow']
export type PostForm = Types['PostForm']
export type PersonRow = Types['PersonRow']
export type PersonForm = Types['PersonForm']
export type PersonDetail = Types['PersonDetail']
export type Absence = Types['AbsenceRow']
export type Holding = Types['HoldingRow']
export type RoleHeld = Types['RoleRow']
export type ProposalRow = Types['ProposalRow']
export type ProposalForm = Types['ProposalForm']
export type Scope = Types['Scope']
/** What an Excel sheet of people would change, or has changed. */
export type ImportReport = Types['Report']

type Query = Record<string, string | number | boolean | undefined>
const at = '/api/directory'

export const directory = {
  units: () => get<UnitRow[]>(`${at}/units`),
  unit: (id: number) => get<UnitDetail>(`${at}/units/${id}`),
  departments: (unit: number) => get<DepartmentRow[]>(`${at}/units/${unit}/departments`),
  posts: (department: number) => get<PostRow[]>(`${at}/departments/${department}/posts`),
  people: (query: Query) => get<Page<PersonRow>>(`${at}/people`, query),
  countPeople: (query: Query) => get<Types['PeopleCount']>(`${at}/people/count`, query),
  person: (id: number) => get<PersonDetail>(`${at}/people/${id}`),
  lookUp: (key: string, id: number, reason: string) =>
    post<Types['WholeNumbers']>(`${at}/people/${id}/disclosures`, { reason }, { key }),
  openUnit: (key: string, form: UnitForm) => post<Types['Opened']>(`${at}/units`, form, { key }),
  closeUnit: (key: string, id: number, version: number, reason: string) =>
    put(`${at}/units/${id}/closure`, { reason }, { key, version }),
  openPost: (key: string, department: number, form: PostForm) =>
    post<Types['Opened']>(`${at}/departments/${department}/posts`, form, { key }),
  changePost: (key: string, id: number, version: number, form: PostForm) =>
    put<Types['ChangedPost']>(`${at}/posts/${id}`, form, { key, version }),
  closePost: (key: string, id: number, version: number) => remove(`${at}/posts/${id}`, undefined, { key, version }),
  roles: () => get<Types['RoleName'][]>(`${at}/roles`),
  proposals: (query: Query) => get<Page<ProposalRow>>(`${at}/proposals`, query),
  waiting: () => get<Types['ProposalCount']>(`${at}/proposals/count`),
  propose: (key: string, form: ProposalForm) => post<Types['Opened']>(`${at}/proposals`, form, { key }),
  decide: (key: string, id: number, act: 'approval' | 'refusal' | 'withdrawal', note?: string) =>
    put(`${at}/proposals/${id}/${act}`, note === undefined ? undefined : { note }, { key }),
  scopes: (person: number) => get<Scope[]>(`${at}/people/${person}/scopes`),
  changeUnit: (key: string, id: number, version: number, form: UnitForm) =>
    put(`${at}/units/${id}`, form, { key, version }),
  openDepartment: (key: string, unit: number, form: DepartmentForm) =>
    post<Types['Opened']>(`${at}/units/${unit}/departments`, form, { key }),
  changeDepartment: (key: string, id: number, version: number, form: DepartmentForm) =>
    put(`${at}/departments/${id}`, form, { key, version }),
  closeDepartment: (key: string, id: number, version: number, reason: string) =>
    put(`${at}/departments/${id}/closure`, { reason }, { key, version }),
  putLeader: (key: string, id: number, version: number, person: number | null) =>
    put(`${at}/departments/${id}/leader-in-charge`, { person }, { key, version }),
  enter: (key: string, person: PersonForm, held: number) =>
    post<Types['Opened']>(`${at}/people`, { person, post: held }, { key }),
  importPeople(key: string, sheet: File, mode: 'CHECK' | 'ALL' | 'GOOD') {
    const form = new FormData()
    form.append('file', sheet)
    return post<ImportReport>(`${at}/people/import?mode=${mode}`, form, { key })
  },
  changePerson: (key: string, id: number, version: number, form: PersonForm) =>
    put(`${at}/people/${id}`, form, { key, version }),
  leave: (key: string, id: number, version: number, reason: string) =>
    put(`${at}/people/${id}/departure`, { reason }, { key, version }),
  appoint: (key: string, id: number, form: Types['Appointment']) =>
    post<Types['Opened']>(`${at}/people/${id}/appointments`, form, { key }),
  release: (key: string, id: number, version: number, held: number) =>
    remove(`${at}/people/${id}/holdings/${held}`, undefined, { key, version }),
  announceAbsence: (key: string, id: number, form: Types['AbsenceForm']) =>
    post(`${at}/people/${id}/absences`, form, { key }),
  withdrawAbsence: (key: string, id: number, version: number) =>
    remove(`${at}/absences/${id}`, undefined, { key, version }),
}

export const categories: Record<string, string> = {
  PRINCIPAL: '主要负责人',
  DEPUTY: '副职领导',
  HEAD: '部门负责人',
  DEPUTY_HEAD: '部门副职',
  STAFF: '一般员工',
}

export const proposalStates: Record<string, { title: string; tone: 'ok' | 'warn' | 'bad' | 'plain' }> = {
  OPEN: { title: '待审批', tone: 'warn' },
  APPROVED: { title: '已批准', tone: 'ok' },
  REFUSED: { title: '已否决', tone: 'bad' },
  WITHDRAWN: { title: '已撤回', tone: 'plain' },
}
