import { get, post, put, remove } from '@/api/http'
import type { Page } from '@/api/page'

export interface UnitRow {
  id: number
  code: string
  name: string
  shortName: string
  docMark: string
  level: string
  parent: number | null
  people: number
  tag: string | null
}

export interface UnitDetail extends UnitForm {
  id: number
  version: number
  tag: string | null
  validFrom: string
  validTo: string | null
  divisions: { code: string; name: string; duties: string[] }[]
  formerNames: { name: string; validFrom: string; validTo: string }[]
}

export interface UnitForm {
  code: string
  name: string
  shortName: string
  docMark: string
  fonds: string
  level: string
  parent: number | null
  industryCode: string | null
  uscc: string | null
  address: string | null
  phone: string | null
  zipcode: string | null
  sort: number
  predecessor: number | null
}

export interface DepartmentRow {
  id: number
  version: number
  code: string
  name: string
  parent: number | null
  sort: number
  people: number
  leader: number | null
  leaderName: string | null
  head: number | null
  headName: string | null
}

export interface DepartmentForm {
  code: string
  name: string
  parent: number | null
  sort: number
}

export interface PostRow {
  id: number
  version: number
  code: string
  title: string
  category: string
  rank: number
  headcount: number
  held: number
}

export interface PersonRow {
  id: number
  name: string
  staffNumber: string
  postTitle: string
  department: number
  departmentName: string
  unit: number
  unitName: string
  officePhone: string | null
  absentUntil: string | null
  substituteName: string | null
}

export interface PersonForm {
  name: string
  staffNumber: string
  gender: number
  officePhone: string | null
  mobile: string | null
  sort: number
}

export interface Absence {
  id: number
  version: number
  substitute: number | null
  substituteName: string | null
  firstDay: string
  lastDay: string
  reason: string
}

export interface Holding {
  post: number
  postTitle: string
  main: boolean
  department: number
  departmentName: string
  unit: number
  unitName: string
  validFrom: string
  validTo: string | null
}

export interface PersonDetail extends PersonForm {
  id: number
  version: number
  validFrom: string
  validTo: string | null
  holdings: Holding[]
  roles: { role: string; name: string; unit: number; unitName: string; withPost: boolean }[]
  charges: { department: number; departmentName: string }[]
  absences: Absence[]
}

/** What an Excel sheet of people would change, or has changed. */
export interface ImportReport {
  rows: number
  entering: number
  changing: number
  unchanged: number
  wrongRows: number
  problemCount: number
  problems: { row: number; column: string; value: string; message: string }[]
  written: boolean
}

type Query = Record<string, string | number | boolean | undefined>
const at = '/api/directory'

export const directory = {
  units: () => get<UnitRow[]>(`${at}/units`),
  unit: (id: number) => get<UnitDetail>(`${at}/units/${id}`),
  departments: (unit: number) => get<DepartmentRow[]>(`${at}/units/${unit}/departments`),
  posts: (department: number) => get<PostRow[]>(`${at}/departments/${department}/posts`),
  people: (query: Query) => get<Page<PersonRow>>(`${at}/people`, query),
  countPeople: (query: Query) => get<{ count: number }>(`${at}/people/count`, query),
  person: (id: number) => get<PersonDetail>(`${at}/people/${id}`),
  changeUnit: (key: string, id: number, version: number, form: UnitForm) =>
    put(`${at}/units/${id}`, form, { key, version }),
  openDepartment: (key: string, unit: number, form: DepartmentForm) =>
    post<{ id: number }>(`${at}/units/${unit}/departments`, form, { key }),
  changeDepartment: (key: string, id: number, version: number, form: DepartmentForm) =>
    put(`${at}/departments/${id}`, form, { key, version }),
  closeDepartment: (key: string, id: number, version: number, reason: string) =>
    put(`${at}/departments/${id}/closure`, { reason }, { key, version }),
  putLeader: (key: string, id: number, version: number, person: number | null) =>
    put(`${at}/departments/${id}/leader-in-charge`, { person }, { key, version }),
  enter: (key: string, person: PersonForm, held: number) =>
    post<{ id: number }>(`${at}/people`, { person, post: held }, { key }),
  importPeople(key: string, sheet: File, mode: 'CHECK' | 'ALL' | 'GOOD') {
    const form = new FormData()
    form.append('file', sheet)
    return post<ImportReport>(`${at}/people/import?mode=${mode}`, form, { key })
  },
  changePerson: (key: string, id: number, version: number, form: PersonForm) =>
    put(`${at}/people/${id}`, form, { key, version }),
  leave: (key: string, id: number, version: number, reason: string) =>
    put(`${at}/people/${id}/departure`, { reason }, { key, version }),
  appoint: (key: string, id: number, version: number, held: number, main: boolean) =>
    put(`${at}/people/${id}/holdings/${held}`, { main }, { key, version }),
  release: (key: string, id: number, version: number, held: number) =>
    remove(`${at}/people/${id}/holdings/${held}`, undefined, { key, version }),
  announceAbsence: (
    key: string,
    id: number,
    form: { substitute: number | null; firstDay: string; lastDay: string; reason: string },
  ) => post(`${at}/people/${id}/absences`, form, { key }),
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
