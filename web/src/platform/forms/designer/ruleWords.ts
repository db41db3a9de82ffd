import { pathOf, scopeOf, type Condition, type Data, type Form, type Rule, type Schema } from '../form'

/** A rule in the words of the panel; null when it is made of several conditions. */
export function readRule(rule: Rule): Data | null {
  const { condition } = rule
  if ('conditions' in condition) return null
  const found: Data = { ruleEffect: rule.effect, ruleField: pathOf(condition.scope) }
  if (condition.type === 'LEAF') return { ...found, ruleTest: 'equals', ruleValue: said(condition.expectedValue) }
  const schema = condition.schema
  const keys = Object.keys(schema)
  if (keys.length === 0) return { ...found, ruleTest: 'filled' }
  if (keys.length !== 1) return null
  if ('const' in schema) return { ...found, ruleTest: 'equals', ruleValue: said(schema.const) }
  if (schema.exclusiveMinimum !== undefined)
    return { ...found, ruleTest: 'above', ruleValue: said(schema.exclusiveMinimum) }
  if (schema.exclusiveMaximum !== undefined)
    return { ...found, ruleTest: 'below', ruleValue: said(schema.exclusiveMaximum) }
  const not = schema.not as Schema | undefined
  return not && 'const' in not && Object.keys(not).length === 1
    ? { ...found, ruleTest: 'differs', ruleValue: said(not.const) }
    : null
}
const said = (value: unknown) => (value === true ? '是' : value === false ? '否' : String(value))

export function writeRule(data: Data, form: Form, before: Rule | undefined): Rule | undefined {
  if (!data.ruleEffect) return undefined
  const field = form.fields.get(String(data.ruleField ?? ''))
  if (!field) return before
  const text = String(data.ruleValue ?? '')
  const value =
    field.kind === 'BOOLEAN'
      ? text === '是' || text === 'true'
      : field.kind === 'INTEGER' || field.kind === 'NUMBER'
        ? Number(text)
        : text
  const schema: Schema =
    data.ruleTest === 'filled'
      ? {}
      : data.ruleTest === 'differs'
        ? { not: { const: value } }
        : data.ruleTest === 'above'
          ? { exclusiveMinimum: Number(text) }
          : data.ruleTest === 'below'
            ? { exclusiveMaximum: Number(text) }
            : { const: value }
  return { effect: data.ruleEffect as Rule['effect'], condition: { scope: scopeOf(field.path), schema } as Condition }
}
