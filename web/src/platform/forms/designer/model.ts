import {
  Form,
  kindOf,
  pathOf,
  scopeOf,
  type Access,
  type Condition,
  type Field,
  type Layout,
  type LayoutElement,
  type Schema,
} from '../form'
import type { PaletteEntry } from './palette'

/** The two texts of a form, parsed. Every change makes a new one, so that undoing is going back to the one before. */
export interface Design {
  schema: Schema
  layout: Layout
}

/** A node of the process, by which access to fields is given. */
export interface DesignStep {
  id: string
  name: string
}

/** Indices into `elements` from the layout's root. */
export type Place = number[]

export const emptyDesign = (title: string): Design => ({
  schema: { type: 'object', title, properties: {}, required: [] },
  layout: { type: 'VerticalLayout', elements: [], access: {} },
})

const copy = (design: Design): Design => JSON.parse(JSON.stringify(design)) as Design

export function elementAt(design: Design, place: Place): LayoutElement | undefined {
  return place.reduce<LayoutElement | undefined>((element, index) => element?.elements?.[index], design.layout)
}

export const fieldAt = (design: Design, place: Place): Field | undefined => {
  const element = elementAt(design, place)
  return element?.type === 'Control'
    ? new Form(design.schema, design.layout).fields.get(pathOf(element.scope))
    : undefined
}

function list(design: Design, parent: Place): LayoutElement[] {
  const element = elementAt(design, parent)!
  return (element.elements ??= [])
}

/** Where new things go: into the group that is chosen, behind the element that is chosen, or to the end. */
export function placeAfter(design: Design, chosen: Place | null): Place {
  const element = chosen && elementAt(design, chosen)
  if (!chosen || !element) return [design.layout.elements?.length ?? 0]
  if (element.elements) return [...chosen, element.elements.length]
  return [...chosen.slice(0, -1), chosen.at(-1)! + 1]
}

export function add(given: Design, entry: PaletteEntry, place: Place): Design {
  const design = copy(given)
  let element: LayoutElement
  if (entry.schema) {
    const name = freeName(Object.keys(design.schema.properties ?? {}), entry.id)
    const title = freeName(
      Object.values(design.schema.properties ?? {}).map((inner) => inner.title ?? ''),
      entry.title,
      '',
    )
    design.schema.properties = {
      ...design.schema.properties,
      [name]: { ...structured(entry.schema), title },
    }
    element = { type: 'Control', scope: scopeOf(name), ...(entry.options ? { options: { ...entry.options } } : {}) }
  } else {
    element = structured(entry.element!) as LayoutElement
  }
  list(design, place.slice(0, -1)).splice(place.at(-1)!, 0, element)
  return design
}

const structured = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

function freeName(taken: string[], stem: string, between = ''): string {
  if (between === '' && !taken.includes(stem)) return stem
  for (let n = 2; ; n++) if (!taken.includes(stem + between + n)) return stem + between + n
}

/** @param to where it shall stand when it has been taken out of its own list; in other lists as they are now */
export function move(given: Design, from: Place, to: Place): Design {
  const inside = to.length > from.length && from.every((index, depth) => to[depth] === index)
  if (inside || JSON.stringify(from) === JSON.stringify(to)) return given
  const design = copy(given)
  // lists are found before anything moves, so that no index has to be reckoned anew
  const source = list(design, from.slice(0, -1))
  const target = list(design, to.slice(0, -1))
  const [element] = source.splice(from.at(-1)!, 1)
  target.splice(to.at(-1)!, 0, element!)
  return design
}

export function moveBy(given: Design, place: Place, step: -1 | 1): { design: Design; place: Place } {
  const size = list(copy(given), place.slice(0, -1)).length
  const index = place.at(-1)! + step
  if (index >= 0 && index < size) {
    const to = [...place.slice(0, -1), index]
    return { design: move(given, place, to), place: to }
  }
  // out of its group, to the side it was moved to
  if (place.length > 1) {
    const parent = place.slice(0, -1)
    const to = [...parent.slice(0, -1), parent.at(-1)! + (step > 0 ? 1 : 0)]
    return { design: move(given, place, to), place: to }
  }
  return { design: given, place }
}

/** With the element go the fields that stand nowhere else. */
export function drop(given: Design, place: Place): Design {
  const design = copy(given)
  const [gone] = list(design, place.slice(0, -1)).splice(place.at(-1)!, 1)
  const left = new Set(paths(design.layout))
  for (const path of gone ? paths(gone) : []) if (!left.has(path)) dropField(design, path)
  return design
}

function paths(element: LayoutElement): string[] {
  return [
    ...(element.type === 'Control' ? [pathOf(element.scope)] : []),
    ...(element.elements ?? []).flatMap((inner) => paths(inner)),
  ]
}

/** The object schema in which a field stands. */
export function holder(design: Design, path: string): Schema | undefined {
  let at: Schema | undefined = design.schema
  for (const name of path.split('/').slice(0, -1)) {
    const inner: Schema | undefined = at?.properties?.[name]
    at = inner?.type === 'array' ? inner.items : inner
  }
  return at
}

export const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

function dropField(design: Design, path: string) {
  const around = holder(design, path)
  const name = nameOf(path)
  if (!around?.properties) return
  delete around.properties[name]
  around.required = around.required?.filter((other) => other !== name)
  for (const step of Object.values(design.layout.access ?? {}))
    for (const key of Object.keys(step)) if (key === path || key.startsWith(path + '/')) delete step[key]
}

export function addColumn(given: Design, table: string, entry: PaletteEntry): { design: Design; path: string } {
  const design = copy(given)
  const items = holder(design, `${table}/x`)!
  const name = freeName(Object.keys(items.properties ?? {}), entry.id)
  const title = freeName(
    Object.values(items.properties ?? {}).map((inner) => inner.title ?? ''),
    entry.title,
  )
  items.properties = { ...items.properties, [name]: { ...structured(entry.schema!), title } }
  return { design, path: `${table}/${name}` }
}

export function dropColumn(given: Design, path: string): Design {
  const design = copy(given)
  dropField(design, path)
  return design
}

export function moveColumn(given: Design, path: string, step: -1 | 1): Design {
  const design = copy(given)
  const around = holder(design, path)!
  const entries = Object.entries(around.properties ?? {})
  const index = entries.findIndex(([name]) => name === nameOf(path))
  const [entry] = entries.splice(index, 1)
  entries.splice(Math.max(0, index + step), 0, entry!)
  around.properties = Object.fromEntries(entries)
  return design
}

/** A new name everywhere: scopes, rules, access, required, expressions. */
export function rename(given: Design, path: string, name: string): Design {
  const old = nameOf(path)
  if (old === name) return given
  const design = copy(given)
  const around = holder(design, path)
  if (!around?.properties || around.properties[name]) return given
  around.properties = Object.fromEntries(
    Object.entries(around.properties).map(([key, inner]) => [key === old ? name : key, inner]),
  )
  around.required = around.required?.map((other) => (other === old ? name : other))
  const now = path.slice(0, path.length - old.length) + name
  const moved = (other: string) =>
    other === path || other.startsWith(path + '/') ? now + other.slice(path.length) : other
  const scopes = (element: LayoutElement) => {
    if (element.scope) element.scope = scopeOf(moved(pathOf(element.scope)))
    if (element.rule) renameIn(element.rule.condition, moved)
    element.elements?.forEach(scopes)
  }
  scopes(design.layout)
  for (const [id, step] of Object.entries(design.layout.access ?? {}))
    design.layout.access![id] = Object.fromEntries(Object.entries(step).map(([key, access]) => [moved(key), access]))
  const word = new RegExp(`(?<![\\p{L}\\p{N}_$'"])${old}(?![\\p{L}\\p{N}_'"])`, 'gu')
  for (const field of new Form(design.schema, design.layout).fields.values())
    if (field.computed) field.schema['x-computed'] = field.computed.replace(word, name)
  return design
}

function renameIn(condition: Condition, moved: (path: string) => string) {
  if ('conditions' in condition) condition.conditions.forEach((part) => renameIn(part, moved))
  else condition.scope = scopeOf(moved(pathOf(condition.scope)))
}

export function setAccess(given: Design, step: string, path: string, access: Access | ''): Design {
  const design = copy(given)
  const all = (design.layout.access ??= {})
  const one = (all[step] ??= {})
  if (access) one[path] = access
  else delete one[path]
  return design
}

export function setSteps(given: Design, steps: string[]): Design {
  const design = copy(given)
  const before = design.layout.access ?? {}
  design.layout.access = Object.fromEntries(steps.map((id) => [id, before[id] ?? {}]))
  return design
}

export const changed = (given: Design, change: (design: Design) => void): Design => {
  const design = copy(given)
  change(design)
  return design
}

export { kindOf }
