import { Form, pathOf, scopeOf, type Data, type Field, type Layout, type LayoutElement, type Schema } from '../form'
import { elementAt, type Design, type Place } from './model'
import { readRule } from './ruleWords'

/**
 * The property panel is a form as well: for each kind of element a schema and a layout of what may be set, and the way from the
 * element to the panel's data and back.
 */
export interface Panel {
  schema: Schema
  layout: Layout
  data: Data
}

const ANALYSE = [
  { const: 'dimension', title: '分类（按它分组）' },
  { const: 'measure', title: '数值（求和、平均）' },
  { const: 'none', title: '不分析' },
]
const TESTS = [
  { const: 'equals', title: '等于' },
  { const: 'differs', title: '不等于' },
  { const: 'filled', title: '已填写' },
  { const: 'above', title: '大于' },
  { const: 'below', title: '小于' },
]
const EFFECTS = [
  { const: 'SHOW', title: '满足条件才显示' },
  { const: 'HIDE', title: '满足条件就隐藏' },
  { const: 'ENABLE', title: '满足条件才可填' },
  { const: 'DISABLE', title: '满足条件就不可填' },
]

const text = (title: string, more: Schema = {}): Schema => ({ type: 'string', title, maxLength: 200, ...more })
const whole = (title: string, more: Schema = {}): Schema => ({ type: 'integer', title, minimum: 0, ...more })
const number = (title: string): Schema => ({ type: 'number', title })
const yes = (title: string, description?: string): Schema => ({
  type: 'boolean',
  title,
  ...(description ? { description } : {}),
})

/** @param dictionaries code and name of each */
export function panelOf(
  design: Design,
  place: Place | null,
  column: string | null,
  dictionaries: { code: string; name: string }[],
): Panel | null {
  const element = place ? elementAt(design, place) : undefined
  if (!element) return formPanel(design)
  const form = new Form(design.schema, design.layout)
  const field = column ? form.fields.get(column) : form.fields.get(pathOf(element.scope))
  const properties: Record<string, Schema> = {}
  const data: Data = {}
  if (element.type === 'Group') {
    properties.label = text('分组名称')
    data.label = element.label
  } else if (element.type === 'Label') {
    properties.text = text('说明文字', { maxLength: 2000 })
    data.text = element.text
  } else if (field) fieldPanel(field, column ? null : element, form, properties, data, dictionaries)
  if (!column && element.type !== 'Label') rulePanel(element, form, field, properties, data)
  return panel(properties, data)
}

function formPanel(design: Design): Panel {
  return panel({ title: text('表单名称', { maxLength: 100 }) }, { title: design.schema.title })
}

function panel(properties: Record<string, Schema>, data: Data): Panel {
  const rule = ['ruleEffect', 'ruleField', 'ruleTest', 'ruleValue']
  const wide = new Set(['text', 'hint', 'computed', 'choices', 'message', 'pattern'])
  const control = (name: string): LayoutElement => ({
    type: 'Control',
    scope: scopeOf(name),
    options: {
      ...(wide.has(name) ? { wide: true } : {}),
      ...(name === 'text' || name === 'computed' ? { multi: true } : {}),
    },
    ...(['ruleField', 'ruleTest', 'ruleValue'].includes(name)
      ? {
          rule: {
            effect: 'SHOW',
            condition: {
              scope: scopeOf(name === 'ruleValue' ? 'ruleTest' : 'ruleEffect'),
              schema: name === 'ruleValue' ? { not: { const: 'filled' } } : {},
            },
          },
        }
      : {}),
  })
  const names = Object.keys(properties)
  const ruled = names.filter((name) => rule.includes(name))
  return {
    schema: { type: 'object', properties },
    layout: {
      type: 'VerticalLayout',
      elements: [
        ...names.filter((name) => !rule.includes(name)).map(control),
        ...(ruled.length ? [{ type: 'Group' as const, label: '显示条件', elements: ruled.map(control) }] : []),
      ],
      access: { edit: { '*': 'edit' } },
    },
    data: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined && value !== '')),
  }
}

function fieldPanel(
  field: Field,
  element: LayoutElement | null,
  form: Form,
  properties: Record<string, Schema>,
  data: Data,
  dictionaries: { code: string; name: string }[],
) {
  const { schema, kind } = field
  const value = field.multiple ? (schema.items ?? {}) : schema
  const options = element?.options ?? {}
  properties.title = text('名称', { maxLength: 50 })
  data.title = schema.title
  properties.name = text('字段代码', {
    maxLength: 64,
    pattern: '^[\\p{L}_][\\p{L}\\p{N}_-]*$',
    'x-message': '字段代码以文字开头，只含文字、数字、下划线和连字符。',
    description: '算式和导出使用，一般不必改。',
  })
  data.name = field.name
  if (field.computed !== null) {
    properties.computed = text('算式', {
      maxLength: 500,
      description: '如 数量 * 单价，$sum(明细.金额)，$days(开始, 结束) + 1。写字段代码。',
    })
    data.computed = field.computed
    properties.result = { type: 'string', title: '结果类型', enum: ['金额', '整数', '小数', '文字', '日期', '是否'] }
    data.result =
      { MONEY: '金额', INTEGER: '整数', NUMBER: '小数', DATE: '日期', BOOLEAN: '是否' }[kind as string] ?? '文字'
  } else {
    properties.demanded = yes('必填', '在可填的环节都必须填写；只在个别环节必填的，请在“环节权限”中设置。')
    data.demanded = field.demanded
  }
  properties.hint = text('填写提示')
  data.hint = schema.description
  if (kind === 'TEXT' && field.computed === null) {
    if (element) {
      properties.multi = yes('多行')
      data.multi = options.multi === true
    }
    properties.minLength = whole('最少字数')
    properties.maxLength = whole('最多字数', { maximum: 20000 })
    properties.pattern = text('格式规则（正则表达式）')
    properties.message = text('不符合时的提示', { maxLength: 100 })
    Object.assign(data, {
      minLength: value.minLength,
      maxLength: value.maxLength,
      pattern: value.pattern,
      message: value['x-message'],
    })
  }
  if ((kind === 'INTEGER' || kind === 'NUMBER') && field.computed === null) {
    properties.minimum = number('最小值')
    properties.maximum = number('最大值')
    Object.assign(data, { minimum: value.minimum, maximum: value.maximum })
    if (element) {
      properties.unit = text('计量单位', { maxLength: 10 })
      data.unit = options.unit
    }
  }
  if (kind === 'MONEY' && field.computed === null) {
    const bounds = typeof value['x-money'] === 'object' ? value['x-money'] : {}
    properties.min = { type: 'string', title: '最小金额', 'x-money': true }
    properties.max = { type: 'string', title: '最大金额', 'x-money': true }
    Object.assign(data, { min: bounds.min, max: bounds.max })
  }
  if (kind === 'CHOICE') {
    properties.choices = {
      type: 'array',
      title: '选项',
      maxItems: 200,
      items: {
        type: 'object',
        properties: {
          value: { type: 'string', title: '值', maxLength: 64 },
          title: { type: 'string', title: '显示为', maxLength: 100 },
        },
      },
    }
    data.choices = (value.oneOf ?? value.enum?.map((word) => ({ const: word, title: '' })) ?? []).map((choice, n) => ({
      '#': n + 1,
      value: String(choice.const ?? ''),
      title: choice.title === String(choice.const) ? '' : choice.title,
    }))
    if (element && !field.multiple) {
      properties.radio = yes('平铺显示')
      data.radio = options.format === 'radio'
    }
  }
  if (kind === 'DICTIONARY') {
    properties.dictionary = {
      type: 'string',
      title: '字典',
      oneOf: dictionaries.map((one) => ({ const: one.code, title: `${one.name}（${one.code}）` })),
    }
    data.dictionary = value['x-dict'] || undefined
  }
  if (['PERSON', 'DEPARTMENT', 'UNIT', 'DICTIONARY'].includes(kind)) {
    properties.multiple = yes('可选多项')
    data.multiple = field.multiple
  }
  if (kind === 'FILE') {
    const mark = typeof schema['x-file'] === 'object' ? schema['x-file'] : {}
    properties.files = whole('最多个数', { minimum: 1, maximum: 100 })
    properties.accept = text('文件类型', { description: '如 .pdf,.docx；不填则不限。' })
    Object.assign(data, { files: mark.max, accept: mark.accept })
  }
  if (kind === 'TABLE') {
    const columns = form.within(field.path).filter((one) => ['MONEY', 'NUMBER', 'INTEGER'].includes(one.kind))
    if (columns.length) {
      properties.totals = {
        type: 'array',
        title: '合计栏目',
        uniqueItems: true,
        items: { type: 'string', oneOf: columns.map((one) => ({ const: one.name, title: one.title })) },
      }
      data.totals = options.totals
    }
    properties.rows = whole('最多行数', { minimum: 1, maximum: 5000 })
    data.rows = schema.maxItems
  }
  if (element && !['TABLE', 'FILE'].includes(kind)) {
    properties.wide = yes('占整行')
    data.wide = options.wide === true
  }
  if (!['GROUP'].includes(kind)) {
    properties.analyse = { type: 'string', title: '统计分析', oneOf: ANALYSE }
    data.analyse = schema['x-analyse']
  }
}

function rulePanel(
  element: LayoutElement,
  form: Form,
  own: Field | undefined,
  properties: Record<string, Schema>,
  data: Data,
) {
  const simple = element.rule ? readRule(element.rule) : {}
  if (!simple) {
    properties.ruleNote = { type: 'string', title: '显示条件', 'x-computed': '"由多个条件组成，请在“源文件”中修改。"' }
    return
  }
  const fields = [...form.fields.values()].filter(
    (field) =>
      !field.table && field !== own && !['TABLE', 'GROUP', 'FILE', 'PERSON', 'DEPARTMENT', 'UNIT'].includes(field.kind),
  )
  if (!fields.length) return
  properties.ruleEffect = { type: 'string', title: '效果', oneOf: EFFECTS }
  properties.ruleField = {
    type: 'string',
    title: '看哪个字段',
    oneOf: fields.map((field) => ({ const: field.path, title: field.title })),
  }
  properties.ruleTest = { type: 'string', title: '怎样比较', oneOf: TESTS }
  properties.ruleValue = text('与什么比较', { description: '是否类字段填“是”或“否”。' })
  Object.assign(data, simple)
}
