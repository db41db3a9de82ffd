import {
  ROW,
  at,
  empty,
  pathOf,
  type Condition,
  type Data,
  type Field,
  type Form,
  type LayoutElement,
  type Rule,
} from './form'
import { reckonedMoney, rounded } from './money'
import { fits } from './schemas'

/**
 * Lets rules and computed fields come to rest, as `Settling.java` does: what is hidden loses its value, what is disabled keeps
 * what it had, what is computed is computed. A table of cases is run by both.
 */
export interface State {
  hidden: Set<string>
  disabled: Set<string>
}

/** A field that is not filled in fulfils no condition, not even a negated one. */
export function holds(condition: Condition, data: Data): boolean {
  if ('conditions' in condition) {
    const each = (part: Condition) => holds(part, data)
    return condition.type === 'AND' ? condition.conditions.every(each) : condition.conditions.some(each)
  }
  const value = at(data, pathOf(condition.scope))
  if (empty(value)) return false
  return condition.type === 'LEAF' ? same(value, condition.expectedValue) : fits(condition.schema, value)
}

export function same(one: unknown, other: unknown): boolean {
  if (empty(one) || empty(other)) return empty(one) && empty(other)
  return JSON.stringify(one) === JSON.stringify(other)
}

interface Placed {
  path: string
  rules: Rule[]
}
const placed = new WeakMap<Form, Placed[]>()

function controls(form: Form): Placed[] {
  let found = placed.get(form)
  if (!found) {
    found = []
    walk(form.layout, [], found)
    placed.set(form, found)
  }
  return found
}

function walk(element: LayoutElement, around: Rule[], found: Placed[]) {
  const rules = element.rule ? [...around, element.rule] : around
  if (element.type === 'Control') found.push({ path: pathOf(element.scope), rules })
  for (const inner of element.elements ?? []) walk(inner, rules, found)
}

/** What the rules say: a field in several places is hidden when it is hidden in all of them. */
export function stateOf(form: Form, data: Data): State {
  const told = new Map<string, { hidden: boolean; disabled: boolean }>()
  for (const { path, rules } of controls(form)) {
    const hidden = rules.some((rule) => hides(rule, data))
    const disabled = rules.some((rule) => disables(rule, data))
    const before = told.get(path)
    told.set(path, {
      hidden: hidden && (before?.hidden ?? true),
      disabled: disabled && (before?.disabled ?? true),
    })
  }
  const state: State = { hidden: new Set(), disabled: new Set() }
  for (const [path, words] of told) {
    if (words.hidden) state.hidden.add(path)
    else if (words.disabled) state.disabled.add(path)
  }
  return state
}

const hides = (rule: Rule, data: Data) =>
  rule.effect === 'SHOW' ? !holds(rule.condition, data) : rule.effect === 'HIDE' && holds(rule.condition, data)
const disables = (rule: Rule, data: Data) =>
  rule.effect === 'ENABLE' ? !holds(rule.condition, data) : rule.effect === 'DISABLE' && holds(rule.condition, data)

const key = (state: State) => [...state.hidden, '|', ...state.disabled].join()

/** Answers new data; what was given is not touched. */
export async function settle(form: Form, given: Data, before: Data): Promise<{ data: Data; state: State }> {
  const data = copy(form, form.within(''), given)
  let state = stateOf(form, data)
  for (let round = 0; round < 8; round++) {
    for (const path of state.hidden) put(data, path, undefined)
    for (const path of state.disabled) {
      if (!form.fields.get(path)?.computed) put(data, path, at(before, path))
    }
    await compute(form, state, data)
    const next = stateOf(form, data)
    if (key(next) === key(state)) break
    state = next
  }
  for (const field of form.within('')) if (field.kind === 'GROUP' && empty(data[field.name])) delete data[field.name]
  return { data, state }
}

/** Objects and rows anew, so that they may be changed; values that are not filled in are left out. */
function copy(form: Form, fields: Field[], given: Data): Data {
  const data: Data = {}
  if (given[ROW] !== undefined) data[ROW] = given[ROW]
  for (const field of fields) {
    const value = given[field.name]
    if (field.kind === 'GROUP') data[field.name] = copy(form, form.within(field.path), (value ?? {}) as Data)
    else if (field.kind === 'TABLE') {
      if (Array.isArray(value) && value.length)
        data[field.name] = value.map((row) => copy(form, form.within(field.path), (row ?? {}) as Data))
      else if (!empty(value)) data[field.name] = value
    } else if (!field.computed && !empty(value)) data[field.name] = value
  }
  return data
}

function put(data: Data, path: string, value: unknown) {
  const names = path.split('/')
  const name = names.pop()!
  const around = names.length ? at(data, names.join('/')) : data
  if (typeof around !== 'object' || around === null) return
  if (empty(value)) delete (around as Data)[name]
  else (around as Data)[name] = value
}

async function compute(form: Form, state: State, data: Data) {
  const fields = [...form.fields.values()].filter((field) => field.computed)
  if (!fields.length) return
  const seen = view(form, form.within(''), data)
  // in the order of the schema and again until nothing changes: what reads another computed field follows it in the end
  for (let round = 0; round <= fields.length; round++) {
    let changed = false
    for (const field of fields) {
      if (state.hidden.has(field.path) || (field.table && state.hidden.has(field.table))) continue
      if (await computeField(field, data, seen)) changed = true
    }
    if (!changed) break
  }
}

async function computeField(field: Field, data: Data, seen: Data): Promise<boolean> {
  const { evaluate } = await import('./formulas')
  let changed = false
  const reckon = async (context: Data, target: Data) => {
    const value = typed(field, await evaluate(field.computed!, context, seen))
    if (value === target[field.name]) return
    changed = true
    if (value === undefined) {
      delete target[field.name]
      delete context[field.name]
    } else {
      target[field.name] = value
      context[field.name] = viewed(field, value)
    }
  }
  if (field.table) {
    const rows = at(data, field.table)
    const seenRows = at(seen, field.table)
    if (!Array.isArray(rows) || !Array.isArray(seenRows)) return false
    for (let n = 0; n < rows.length; n++) await reckon(seenRows[n] as Data, rows[n] as Data)
    return changed
  }
  const parent = field.path.includes('/') ? field.path.slice(0, field.path.lastIndexOf('/')) : ''
  await reckon((parent ? at(seen, parent) : seen) as Data, (parent ? at(data, parent) : data) as Data)
  return changed
}

/** The data as expressions see it: amounts are numbers. */
function view(form: Form, fields: Field[], data: Data): Data {
  const seen: Data = {}
  for (const field of fields) {
    const value = data[field.name]
    if (field.kind === 'GROUP') seen[field.name] = view(form, form.within(field.path), (value ?? {}) as Data)
    else if (field.kind === 'TABLE')
      seen[field.name] = Array.isArray(value)
        ? value.map((row) => view(form, form.within(field.path), row as Data))
        : []
    else if (!empty(value)) seen[field.name] = viewed(field, value)
  }
  return seen
}

function viewed(field: Field, value: unknown): unknown {
  if (field.kind !== 'MONEY') return value
  const number = Number(value)
  return Number.isNaN(number) ? value : number
}

function typed(field: Field, result: unknown): unknown {
  switch (field.kind) {
    case 'MONEY':
      return typeof result === 'number' ? (reckonedMoney(result) ?? undefined) : undefined
    case 'NUMBER':
      return typeof result === 'number' && Number.isFinite(result) ? Number(result.toPrecision(15)) : undefined
    case 'INTEGER':
      return typeof result === 'number' && Math.abs(result) < 1e15 ? Number(rounded(result, 0)) : undefined
    case 'BOOLEAN':
      return typeof result === 'boolean' ? result : undefined
    case 'TEXT':
    case 'DATE':
    case 'CHOICE':
    case 'DICTIONARY':
      return typeof result === 'string' && result.trim() ? result : undefined
    default:
      return undefined
  }
}
