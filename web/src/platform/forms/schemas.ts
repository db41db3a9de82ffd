import { Validator } from '@cfworker/json-schema'
import { MONEY_PATTERN } from './money'
import { ROW, one, type Form, type Schema } from './form'

/** JSON Schema by an interpreter: nothing is compiled into code, so `script-src 'self'` holds. */
const known = new WeakMap<object, Validator>()

function of(schema: object): Validator {
  let validator = known.get(schema)
  if (!validator) known.set(schema, (validator = new Validator(schema as never, '2020-12', false)))
  return validator
}

export const fits = (schema: object, value: unknown): boolean => value !== undefined && of(schema).validate(value).valid

export interface SchemaError {
  pointer: string
  keyword: string
}

/** What the keywords at the leaves refused; the keywords around them only pass it on. */
export function errors(schema: object, data: unknown): SchemaError[] {
  const passing = ['properties', 'items', 'allOf', 'anyOf', 'if', 'additionalProperties', 'prefixItems']
  return of(schema)
    .validate(data)
    .errors.filter((error) => !passing.includes(error.keyword))
    .map((error) => ({ pointer: error.instanceLocation.replace(/^#/, ''), keyword: error.keyword }))
}

/** What JSON Forms wants in place of ajv. It asks for validity of rules only; checking is ours. */
export const validator = {
  opts: {},
  validate: (schema: object, data: unknown) => fits(schema, data),
  compile: () => Object.assign(() => true, { errors: null }),
  addFormat: () => validator,
  addKeyword: () => validator,
}

/** The form's schema with annotations written out and without `required`; see `StrictSchema.java`. */
export function strictSchema(form: Form): Schema {
  // not structuredClone: who shows the form may have made its schema reactive
  const strict = JSON.parse(JSON.stringify(form.schema)) as Schema
  object(form, strict, '')
  return strict
}

function object(form: Form, schema: Schema, path: string) {
  delete schema.required
  for (const field of form.within(path)) {
    const inner = schema.properties?.[field.name]
    if (!inner) continue
    if (field.kind === 'GROUP') object(form, inner, field.path)
    else if (field.kind === 'TABLE' && inner.items) {
      object(form, inner.items, field.path)
      inner.items.properties = { ...inner.items.properties, [ROW]: { type: 'integer' } }
      delete inner.maxItems
    } else if (field.kind === 'FILE') {
      const mark = field.schema['x-file']
      Object.assign(inner, {
        type: 'array',
        maxItems: Math.min(100, (typeof mark === 'object' && mark.max) || 20),
        items: { type: 'object', required: ['id'] },
      })
    } else {
      const value = field.multiple ? inner.items! : inner
      const told = one(field)
      if (field.kind === 'MONEY') Object.assign(value, { type: 'string', pattern: MONEY_PATTERN })
      else if (field.kind === 'DICTIONARY') Object.assign(value, { type: 'string', maxLength: 64 })
      else if (['PERSON', 'DEPARTMENT', 'UNIT'].includes(field.kind))
        Object.assign(value, { type: 'object', required: ['id'] })
      else if (field.kind === 'TEXT' && told.maxLength === undefined) value.maxLength = 4000
    }
  }
}
