import type { FieldKind, LayoutElement, Schema } from '../form'

/** What the designer offers to put into a form. */
export interface PaletteEntry {
  id: string
  title: string
  group: '填写' | '选择' | '组织与附件' | '排版'
  schema?: Schema
  options?: Record<string, unknown>
  element?: Omit<LayoutElement, 'scope'>
}

export const palette: PaletteEntry[] = [
  { id: 'text', title: '单行文字', group: '填写', schema: { type: 'string', maxLength: 100 } },
  {
    id: 'words',
    title: '多行文字',
    group: '填写',
    schema: { type: 'string', maxLength: 2000 },
    options: { multi: true },
  },
  { id: 'integer', title: '整数', group: '填写', schema: { type: 'integer' } },
  { id: 'number', title: '小数', group: '填写', schema: { type: 'number' } },
  { id: 'money', title: '金额', group: '填写', schema: { type: 'string', 'x-money': true } },
  { id: 'date', title: '日期', group: '填写', schema: { type: 'string', format: 'date' } },
  { id: 'moment', title: '日期和时间', group: '填写', schema: { type: 'string', format: 'date-time' } },
  { id: 'computed', title: '自动计算', group: '填写', schema: { type: 'string', 'x-money': true, 'x-computed': '0' } },
  { id: 'yesno', title: '是否', group: '选择', schema: { type: 'boolean' } },
  {
    id: 'choice',
    title: '单选',
    group: '选择',
    schema: { type: 'string', enum: ['选项一', '选项二'] },
    options: { format: 'radio' },
  },
  {
    id: 'choices',
    title: '多选',
    group: '选择',
    schema: { type: 'array', items: { type: 'string', enum: ['选项一', '选项二'] }, uniqueItems: true },
  },
  { id: 'dictionary', title: '字典', group: '选择', schema: { type: 'string', 'x-dict': '' } },
  { id: 'person', title: '人员', group: '组织与附件', schema: { 'x-person': true } },
  { id: 'department', title: '部门', group: '组织与附件', schema: { 'x-department': true } },
  { id: 'unit', title: '单位', group: '组织与附件', schema: { 'x-unit': true } },
  { id: 'file', title: '附件', group: '组织与附件', schema: { type: 'array', 'x-file': { max: 10 } } },
  {
    id: 'table',
    title: '明细表',
    group: '组织与附件',
    schema: {
      type: 'array',
      items: {
        type: 'object',
        properties: { name: { type: 'string', title: '名称', maxLength: 100 } },
      },
    },
  },
  { id: 'group', title: '分组', group: '排版', element: { type: 'Group', label: '分组', elements: [] } },
  { id: 'label', title: '说明文字', group: '排版', element: { type: 'Label', text: '请在此填写说明。' } },
]

/** Kinds a column of a detail table may have. */
export const columnPalette = palette.filter((entry) => entry.schema && !['table', 'file'].includes(entry.id))

export const kindTitles: Record<FieldKind, string> = {
  TEXT: '文字',
  INTEGER: '整数',
  NUMBER: '小数',
  MONEY: '金额',
  DATE: '日期',
  DATE_TIME: '日期时间',
  BOOLEAN: '是否',
  CHOICE: '选择',
  DICTIONARY: '字典',
  PERSON: '人员',
  DEPARTMENT: '部门',
  UNIT: '单位',
  FILE: '附件',
  TABLE: '明细表',
  GROUP: '字段组',
}
