import { Form, pathOf, type Data, type LayoutElement, type Schema } from '../form'
import { changed, elementAt, holder, nameOf, rename, type Design, type Place } from './model'
import { readRule, writeRule } from './ruleWords'

/** The design with what the panel says. Answers the field's path too, which changes with its name. */
export function applyPanel(
  given: Design,
  place: Place | null,
  column: string | null,
  data: Data,
): { design: Design; column: string | null } {
  const element = place ? elementAt(given, place) : undefined
  if (!element || !place)
    return { design: changed(given, (design) => (design.schema.title = String(data.title ?? ''))), column }
  let path = column ?? pathOf(element.scope)
  let design = changed(given, (now) => {
    const target = elementAt(now, place)!
    if (target.type === 'Group') target.label = String(data.label ?? '')
    if (target.type === 'Label') target.text = String(data.text ?? '')
    if (target.type === 'Control') writeField(now, path, column ? null : target, data)
    if (!column && 'ruleEffect' in data) target.rule = writeRule(data, new Form(now.schema, now.layout), target.rule)
    else if (!column && target.rule && readRule(target.rule)) delete target.rule
  })
  const name = String(data.name ?? '')
  if (element.type === 'Control' && name && name !== nameOf(path) && /^[\p{L}_][\p{L}\p{N}_-]{0,63}$/u.test(name)) {
    const renamed = rename(design, path, name)
    if (renamed !== design) {
      design = renamed
      path = path.slice(0, path.length - nameOf(path).length) + name
    }
  }
  return { design, column: column ? path : null }
}

const RESULTS: Record<string, Schema> = {
  金额: { type: 'string', 'x-money': true },
  整数: { type: 'integer' },
  小数: { type: 'number' },
  文字: { type: 'string' },
  日期: { type: 'string', format: 'date' },
  是否: { type: 'boolean' },
}

function writeField(design: Design, path: string, element: LayoutElement | null, data: Data) {
  const around = holder(design, path)
  const name = nameOf(path)
  let schema = around?.properties?.[name]
  if (!around?.properties || !schema) return
  put(schema, 'title', data.title)
  put(schema, 'description', data.hint)
  put(schema, 'x-analyse', data.analyse)
  if (schema['x-computed'] !== undefined) {
    schema['x-computed'] = String(data.computed ?? '0')
    if (data.result && RESULTS[String(data.result)]) {
      const kept = {
        title: schema.title,
        description: schema.description,
        'x-analyse': schema['x-analyse'],
        'x-computed': schema['x-computed'],
      }
      schema = around.properties[name] = JSON.parse(
        JSON.stringify({ ...RESULTS[String(data.result)], ...kept }),
      ) as Schema
    }
  } else {
    const others = (around.required ?? []).filter((other) => other !== name)
    around.required = data.demanded === true ? [...others, name] : others
  }
  if ('multiple' in data) schema = around.properties[name] = severally(schema, data.multiple === true)
  const value = schema.type === 'array' && schema.items ? schema.items : schema
  for (const key of ['minLength', 'maxLength', 'pattern', 'minimum', 'maximum'] as const) {
    if (!schema.items || key === 'pattern') put(value, key, data[key])
  }
  put(value, 'x-message', data.message)
  if (value['x-money'] && schema['x-computed'] === undefined)
    value['x-money'] =
      data.min || data.max
        ? { ...(data.min ? { min: String(data.min) } : {}), ...(data.max ? { max: String(data.max) } : {}) }
        : true
  if (Array.isArray(data.choices)) writeChoices(value, data.choices as Data[])
  if ('x-dict' in value) value['x-dict'] = String(data.dictionary ?? '')
  if (schema['x-file'])
    schema['x-file'] = { max: Number(data.files ?? 20), ...(data.accept ? { accept: String(data.accept) } : {}) }
  if ('rows' in data || schema.items?.type === 'object') put(schema, 'maxItems', data.rows)
  if (element) writeOptions(element, data)
}

function severally(schema: Schema, several: boolean): Schema {
  if (several === (schema.type === 'array')) return schema
  const { title, description, 'x-analyse': analyse, ...value } = schema
  const kept = {
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
    ...(analyse ? { 'x-analyse': analyse } : {}),
  }
  return several ? { type: 'array', items: value, uniqueItems: true, ...kept } : { ...(schema.items ?? {}), ...kept }
}

function writeChoices(value: Schema, choices: Data[]) {
  const filled = choices.filter((choice) => String(choice.value ?? '').trim())
  if (!filled.length) return
  const named = filled.some((choice) => choice.title && choice.title !== choice.value)
  delete value.enum
  delete value.oneOf
  if (named)
    value.oneOf = filled.map((choice) => ({ const: String(choice.value), title: String(choice.title || choice.value) }))
  else value.enum = filled.map((choice) => String(choice.value))
}

function writeOptions(element: LayoutElement, data: Data) {
  const options: Record<string, unknown> = { ...element.options }
  put(options, 'multi', data.multi === true || undefined)
  put(options, 'wide', data.wide === true || undefined)
  put(options, 'format', 'radio' in data ? (data.radio === true ? 'radio' : undefined) : options.format)
  put(options, 'unit', data.unit)
  put(options, 'totals', data.totals)
  if (Object.keys(options).length) element.options = options
  else delete element.options
}

function put(target: Record<string, unknown>, key: string, value: unknown) {
  if (value === undefined || value === '' || value === null) delete target[key]
  else target[key] = value
}
