import type { Fault } from '@/api/problem'
import { at, empty, one, type Data, type Field, type Form } from './form'
import { normalMoney } from './money'
import { errors, strictSchema } from './schemas'
import type { State } from './settle'

/**
 * The same check as the server's `DataCheck.java`, as a courtesy while one types; looking up people, codes and files and keeping
 * fields that a step may not change is the server's alone. The sentences are those of `modules/forms/messages.properties`.
 */
const SENTENCES: Record<string, string> = {
  'forms.fill-in': '请填写{0}。',
  'forms.choose': '请选择{0}。',
  'forms.upload': '请上传{0}。',
  'forms.add-row': '{0}至少要填一行。',
  'forms.too-many-rows': '「{0}」有 {1} 行，超过 {2} 行的上限。请拆分后分次填写。',
  'forms.wrong-type': '「{0}」的内容无法识别。请重新填写。',
  'forms.min-items': '{0}至少要有 {1} 项。',
  'forms.max-items': '{0}最多 {1} 项。请删去多余的。',
  'forms.max-files': '{0}最多 {1} 个文件。请删去多余的。',
  'forms.twice': '{0}有重复的选项。请删去重复的。',
  'forms.min-length': '{0}不能少于 {1} 个字。',
  'forms.max-length': '{0}不能超过 {1} 个字。',
  'forms.minimum': '{0}不能小于 {1}。',
  'forms.maximum': '{0}不能大于 {1}。',
  'forms.above': '{0}应大于 {1}。',
  'forms.below': '{0}应小于 {1}。',
  'forms.multiple': '{0}应为 {1} 的整倍数。',
  'forms.not-integer': '{0}应为整数。',
  'forms.not-number': '{0}应为数字。',
  'forms.not-money': '{0}应为金额，以元为单位，最多两位小数，如 1200.50。',
  'forms.not-date': '{0}应为日期，如 2026-11-24。',
  'forms.not-date-time': '{0}应为日期和时间，如 2026-11-24 09:30。',
  'forms.not-choice': '请从列出的选项中选择{0}。',
  'forms.does-not-fit': '{0}的内容不符合要求。请核对后重新填写。',
  'forms.as-told': '{0}',
}

const fault = (pointer: string, code: string, ...facts: unknown[]): Fault => ({
  pointer,
  code,
  message: (SENTENCES[code] ?? '').replace(/\{(\d)\}/g, (_, place) => String(facts[Number(place)] ?? '')),
})

const FAULTS_MAX = 100
const strict = new WeakMap<Form, object>()

/** @param data settled */
export function check(form: Form, step: string, data: Data, state: State, purpose: 'SAVE' | 'SEND'): Fault[] {
  const found = new Map<string, Fault>()
  const tell = (one: Fault | null) =>
    one && !found.has(one.pointer) && found.size < FAULTS_MAX && found.set(one.pointer, one)
  for (const field of form.fields.values()) {
    if (field.kind === 'TABLE') tell(rows(field, at(data, field.path)))
  }
  if (purpose === 'SEND') {
    for (const field of form.fields.values()) {
      if (!form.demanded(step, field) || away(state, field)) continue
      each(field, data, (pointer, value) => empty(value) && tell(needed(field, pointer)))
    }
  }
  let schema = strict.get(form)
  if (!schema) strict.set(form, (schema = strictSchema(form)))
  for (const error of errors(schema, data)) tell(misfit(form, error.pointer, error.keyword, purpose))
  for (const field of form.fields.values()) {
    if (field.kind === 'MONEY' && typeof field.schema['x-money'] === 'object')
      each(field, data, (pointer, value) => tell(amount(field, pointer, value)))
  }
  return [...found.values()]
}

function rows(field: Field, value: unknown): Fault | null {
  if (empty(value)) return null
  if (!Array.isArray(value)) return fault('/' + field.path, 'forms.wrong-type', field.title)
  const max = Math.min(field.schema.maxItems ?? 5000, 5000)
  return value.length > max ? fault('/' + field.path, 'forms.too-many-rows', field.title, value.length, max) : null
}

const away = (state: State, field: Field) =>
  state.hidden.has(field.path) || state.disabled.has(field.path) || (!!field.table && state.hidden.has(field.table))

/** Every place of a field: once, or once in each row. */
export function each(field: Field, data: Data, visit: (pointer: string, value: unknown) => void) {
  if (!field.table) return visit('/' + field.path, at(data, field.path))
  const rows = at(data, field.table)
  if (Array.isArray(rows))
    rows.forEach((row, n) => visit(`/${field.table}/${n}/${field.name}`, (row as Data | null)?.[field.name]))
}

function needed(field: Field, pointer: string): Fault {
  const code =
    field.kind === 'FILE'
      ? 'forms.upload'
      : field.kind === 'TABLE'
        ? 'forms.add-row'
        : ['TEXT', 'INTEGER', 'NUMBER', 'MONEY'].includes(field.kind)
          ? 'forms.fill-in'
          : 'forms.choose'
  return fault(pointer, code, field.title)
}

function amount(field: Field, pointer: string, value: unknown): Fault | null {
  const bounds = field.schema['x-money']
  const normal = normalMoney(value)
  if (!normal || typeof bounds !== 'object') return null
  if (bounds.min !== undefined && Number(normal) < Number(bounds.min))
    return fault(pointer, 'forms.minimum', field.title, normalMoney(bounds.min))
  if (bounds.max !== undefined && Number(normal) > Number(bounds.max))
    return fault(pointer, 'forms.maximum', field.title, normalMoney(bounds.max))
  return null
}

function misfit(form: Form, pointer: string, keyword: string, purpose: 'SAVE' | 'SEND'): Fault | null {
  const parts = pointer.split('/').slice(1)
  const names = parts.filter((part) => !/^\d+$/.test(part))
  let field: Field | undefined
  while (names.length && !(field = form.fields.get(names.join('/')))) names.pop()
  if (!field) return null
  const place =
    field.multiple && /^\d+$/.test(parts.at(-1) ?? '') ? pointer.slice(0, pointer.lastIndexOf('/')) : pointer
  return told(field, place, keyword, purpose === 'SAVE')
}

function told(field: Field, pointer: string, keyword: string, draft: boolean): Fault | null {
  const { title, schema } = field
  const value = one(field)
  switch (keyword) {
    case 'minItems':
      return draft ? null : fault(pointer, 'forms.min-items', title, schema.minItems)
    case 'maxItems':
      return field.kind === 'FILE'
        ? fault(pointer, 'forms.max-files', title, (typeof schema['x-file'] === 'object' && schema['x-file'].max) || 20)
        : fault(pointer, 'forms.max-items', title, schema.maxItems)
    case 'uniqueItems':
      return fault(pointer, 'forms.twice', title)
    case 'minLength':
      return draft ? null : fault(pointer, 'forms.min-length', title, value.minLength)
    case 'maxLength':
      return fault(pointer, 'forms.max-length', title, value.maxLength ?? 4000)
    case 'minimum':
      return fault(pointer, 'forms.minimum', title, value.minimum)
    case 'maximum':
      return fault(pointer, 'forms.maximum', title, value.maximum)
    case 'exclusiveMinimum':
      return fault(pointer, 'forms.above', title, value.exclusiveMinimum)
    case 'exclusiveMaximum':
      return fault(pointer, 'forms.below', title, value.exclusiveMaximum)
    case 'multipleOf':
      return fault(pointer, 'forms.multiple', title, value.multipleOf)
    default:
      return byKind(field, pointer)
  }
}

function byKind(field: Field, pointer: string): Fault {
  const own = one(field)['x-message']
  if (own) return fault(pointer, 'forms.as-told', own)
  const codes: Partial<Record<Field['kind'], string>> = {
    INTEGER: 'forms.not-integer',
    NUMBER: 'forms.not-number',
    MONEY: 'forms.not-money',
    DATE: 'forms.not-date',
    DATE_TIME: 'forms.not-date-time',
    TEXT: 'forms.does-not-fit',
    TABLE: 'forms.does-not-fit',
    GROUP: 'forms.does-not-fit',
  }
  return fault(pointer, codes[field.kind] ?? 'forms.not-choice', field.title)
}
