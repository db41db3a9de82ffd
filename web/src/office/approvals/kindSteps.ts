import type { Fact } from '@/platform/workflow/designer/condition'
import type { Field as ProcessField } from '@/platform/workflow/designer/catalogue'
import { useDictionary } from '@/platform/forms/codes'
import { Form, type Field, type Layout, type Schema } from '@/platform/forms/form'
import type { Choice } from './useKindChoices'

export interface KindStep {
  id: string
  name: string
}

/** The steps of a process, in the order of the file: those whose rights to the fields a form may set. */
export function stepsOf(bpmn: string): KindStep[] {
  const file = new DOMParser().parseFromString(bpmn, 'application/xml')
  return [...file.getElementsByTagNameNS('*', 'userTask')].map((task) => ({
    id: task.getAttribute('id') ?? '',
    name: task.getAttribute('name') || (task.getAttribute('id') ?? ''),
  }))
}

/** The steps at which people give opinions. */
export function opinionStepsOf(bpmn: string): KindStep[] {
  const file = new DOMParser().parseFromString(bpmn, 'application/xml')
  const silent = new Set(
    [...file.getElementsByTagNameNS('*', 'userTask')]
      .filter((task) => task.getAttribute('jinye:opinion') === 'none')
      .map((task) => task.getAttribute('id')),
  )
  return stepsOf(bpmn).filter((step) => !silent.has(step.id))
}

/** Labels of the sections of a form, as its layout names them. */
export function sectionsOf(layout: string): string[] {
  const found = new Set<string>()
  const walk = (element: { type?: string; label?: string; elements?: unknown[] }) => {
    if (element.type === 'Group' && element.label) found.add(element.label)
    element.elements?.forEach((inner) => walk(inner as typeof element))
  }
  try {
    walk(JSON.parse(layout))
  } catch {
    return []
  }
  return [...found]
}

/** The nodes of a process that ask others, with what people call them. */
export function callsOf(bpmn: string): Choice[] {
  const file = new DOMParser().parseFromString(bpmn, 'application/xml')
  return [...file.getElementsByTagNameNS('*', 'callActivity')].map((call) => ({
    value: call.getAttribute('id') ?? '',
    title: call.getAttribute('name') || (call.getAttribute('id') ?? ''),
  }))
}

/** The fields of a form; none while it cannot be read. */
export function fieldsOf(schema: string, layout: string): Field[] {
  try {
    return [...new Form(JSON.parse(schema) as Schema, JSON.parse(layout) as Layout).fields.values()]
  } catch {
    return []
  }
}

const types: Partial<Record<Field['kind'], string>> = {
  INTEGER: 'integer',
  NUMBER: 'number',
  MONEY: 'money',
  DATE: 'date',
  BOOLEAN: 'boolean',
  CHOICE: 'choice',
  PERSON: 'person',
  DEPARTMENT: 'department',
}

export const unitLevels: Choice[] = [
  { value: 'PROVINCE', title: '省级' },
  { value: 'CITY', title: '市级' },
  { value: 'COUNTY', title: '县级' },
]

/** What every request knows of its applicant, and parallel ones of their departments; the same names as `Facts.java`. */
const common = (departments: Choice[]): Fact[] => [
  { name: 'unitLevel', title: '单位级次', type: 'choice', options: unitLevels },
  { name: 'departmentCode', title: '申请部门', type: 'choice', options: departments },
  { name: 'applicantIsHead', title: '申请人是部门负责人', type: 'boolean' },
  { name: 'applicantIsLeader', title: '申请人是局领导', type: 'boolean' },
  { name: 'hasLeaderInCharge', title: '有分管领导', type: 'boolean' },
]
const parallel: Fact[] = [
  { name: 'asked', title: '待征求部门', type: 'text' },
  { name: 'partsAsked', title: '已征求部门数', type: 'number' },
  { name: 'partsAnswered', title: '已答复部门数', type: 'number' },
  { name: 'partsAgree', title: '同意部门数', type: 'number' },
  { name: 'partsDisagree', title: '不同意部门数', type: 'number' },
  { name: 'partsSilent', title: '逾期未复部门数', type: 'number' },
  { name: 'partsConflict', title: '不一致项数', type: 'number' },
]

/** Conclusions of decision tables, read from their files as they stand. */
export function tableOutputsOf(files: Record<string, string>): Fact[] {
  return Object.entries(files)
    .filter(([path]) => path.endsWith('.dmn'))
    .flatMap(([, dmn]) =>
      [...new DOMParser().parseFromString(dmn, 'application/xml').getElementsByTagNameNS('*', 'output')].map(
        (output) => ({
          name: output.getAttribute('name') ?? '',
          title: output.getAttribute('label') ?? '',
          type: output.getAttribute('typeRef') === 'string' ? 'text' : (output.getAttribute('typeRef') ?? 'text'),
        }),
      ),
    )
}

/** What may stand in a field of codes, by name; undefined for what people type. */
function optionsOf(field: Field): Choice[] | undefined {
  const one = field.multiple ? (field.schema.items ?? {}) : field.schema
  if (one.oneOf) return one.oneOf.map(({ const: value, title }) => ({ value: String(value), title: title ?? '' }))
  if (one.enum) return one.enum.map((value) => ({ value: String(value), title: String(value) }))
  const dictionary = one['x-dict']
  return dictionary
    ? useDictionary(dictionary).items?.map(({ code, name }) => ({ value: code, title: name }))
    : undefined
}

export function factsOf(files: Record<string, string>, fields: Field[], departments: Choice[] = []): Fact[] {
  const own = fields
    .filter((field) => !field.table && field.path === field.name && !['FILE', 'TABLE', 'GROUP'].includes(field.kind))
    .map((field) => {
      const options = optionsOf(field)
      return { name: field.name, title: field.title, type: types[field.kind] ?? 'text', ...(options && { options }) }
    })
  return [...own, ...common(departments), ...('part.bpmn' in files ? parallel : []), ...tableOutputsOf(files)]
}

export const processFields = (fields: Field[]): ProcessField[] =>
  fields.map((field) => ({ name: field.path, title: field.title }))
