/** A form as the workspace reads it: the same words as `jinye.platform.forms.Form` on the server, which has the last word. */

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json | undefined }
export type Data = Record<string, unknown>

export interface Schema {
  type?: string
  title?: string
  description?: string
  format?: string
  enum?: unknown[]
  oneOf?: { const?: unknown; title?: string }[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  multipleOf?: number
  pattern?: string
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  default?: unknown
  'x-dict'?: string
  'x-person'?: boolean
  'x-unit'?: boolean
  'x-department'?: boolean
  'x-money'?: boolean | { min?: string; max?: string }
  'x-file'?: boolean | { max?: number; accept?: string; bytes?: number }
  'x-computed'?: string
  'x-analyse'?: 'dimension' | 'measure' | 'none'
  'x-message'?: string
  [keyword: string]: unknown
}

export type Condition =
  | { type: 'AND' | 'OR'; conditions: Condition[] }
  | { type: 'LEAF'; scope: string; expectedValue: unknown }
  | { type?: undefined; scope: string; schema: Schema }

export interface Rule {
  effect: 'SHOW' | 'HIDE' | 'ENABLE' | 'DISABLE'
  condition: Condition
}

export interface LayoutElement {
  type: 'VerticalLayout' | 'HorizontalLayout' | 'Group' | 'Control' | 'Label'
  label?: string
  text?: string
  scope?: string
  options?: Record<string, unknown>
  rule?: Rule
  elements?: LayoutElement[]
}

export type Access = 'hidden' | 'read' | 'edit' | 'required'

export interface Layout extends LayoutElement {
  access?: Record<string, Record<string, Access>>
}

export type FieldKind =
  | 'TEXT'
  | 'INTEGER'
  | 'NUMBER'
  | 'MONEY'
  | 'DATE'
  | 'DATE_TIME'
  | 'BOOLEAN'
  | 'CHOICE'
  | 'DICTIONARY'
  | 'PERSON'
  | 'DEPARTMENT'
  | 'UNIT'
  | 'FILE'
  | 'TABLE'
  | 'GROUP'

export interface Field {
  /** Names joined by `/`, rows not counted: `items/price`. */
  path: string
  name: string
  title: string
  kind: FieldKind
  multiple: boolean
  table: string | null
  computed: string | null
  demanded: boolean
  schema: Schema
}

/** A row's number for good, given by the server. */
export const ROW = '#'

export function kindOf(schema: Schema): FieldKind {
  if (schema['x-file']) return 'FILE'
  if (schema.type !== 'array') return single(schema)
  const kind = single(schema.items ?? {})
  return kind === 'GROUP' ? 'TABLE' : kind
}

function single(schema: Schema): FieldKind {
  if (schema['x-person']) return 'PERSON'
  if (schema['x-department']) return 'DEPARTMENT'
  if (schema['x-unit']) return 'UNIT'
  if (schema['x-money']) return 'MONEY'
  if (typeof schema['x-dict'] === 'string') return 'DICTIONARY'
  if (schema.enum || schema.oneOf) return 'CHOICE'
  switch (schema.type) {
    case 'integer':
      return 'INTEGER'
    case 'number':
      return 'NUMBER'
    case 'boolean':
      return 'BOOLEAN'
    case 'object':
      return 'GROUP'
    default:
      return schema.format === 'date' ? 'DATE' : schema.format === 'date-time' ? 'DATE_TIME' : 'TEXT'
  }
}

/** `#/properties/owner/properties/name` as `owner/name`. */
export const pathOf = (scope: string | undefined): string =>
  (scope ?? '')
    .split('/')
    .filter((_, index) => index > 0 && index % 2 === 0)
    .map((name) => name.replace(/~1/g, '/').replace(/~0/g, '~'))
    .join('/')

export const scopeOf = (path: string): string => '#/properties/' + path.split('/').join('/properties/')

/** The value at a path of names; undefined when there is none. */
export function at(data: unknown, path: string): unknown {
  let value = data
  for (const name of path.split('/')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    value = (value as Data)[name]
  }
  return value
}

export function empty(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** The schema of one value, also of a list's. */
export const one = (field: Field): Schema => (field.multiple ? (field.schema.items ?? {}) : field.schema)

export class Form {
  readonly fields = new Map<string, Field>()
  private readonly children = new Map<string, Field[]>()

  constructor(
    readonly schema: Schema,
    readonly layout: Layout,
  ) {
    this.read(schema, '', null, 0)
  }

  private read(schema: Schema, path: string, table: string | null, depth: number) {
    if (depth > 5) return
    for (const [name, inner] of Object.entries(schema.properties ?? {})) {
      if (!inner || typeof inner !== 'object') continue
      const where = path ? `${path}/${name}` : name
      const kind = kindOf(inner)
      const field: Field = {
        path: where,
        name,
        title: inner.title?.trim() || name,
        kind,
        multiple: inner.type === 'array' && kind !== 'TABLE',
        table,
        computed: inner['x-computed'] || null,
        demanded: schema.required?.includes(name) ?? false,
        schema: inner,
      }
      this.fields.set(where, field)
      this.children.set(path, [...(this.children.get(path) ?? []), field])
      if (kind === 'GROUP') this.read(inner, where, table, depth + 1)
      else if (kind === 'TABLE') this.read(inner.items ?? {}, where, where, depth + 1)
    }
  }

  within(path: string): Field[] {
    return this.children.get(path) ?? []
  }

  get steps(): string[] {
    return Object.keys(this.layout.access ?? {})
  }

  /** What a step may do with a field. A step that is not named only reads; a computed field is never edited. */
  access(step: string, field: Field): Access {
    const told = this.layout.access?.[step]
    if (!told) return 'read'
    const access = told[field.path] ?? inherited(told, field.path)
    return field.computed && (access === 'edit' || access === 'required') ? 'read' : access
  }

  editable(step: string, field: Field): boolean {
    const access = this.access(step, field)
    return access === 'edit' || access === 'required'
  }

  /** Must be filled in by this step before it is sent on. */
  demanded(step: string, field: Field): boolean {
    const access = this.access(step, field)
    return field.kind !== 'GROUP' && (access === 'required' || (access === 'edit' && field.demanded))
  }
}

function inherited(told: Record<string, Access>, path: string): Access {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    const access = told[path.slice(0, at)]
    if (access) return access === 'required' ? 'edit' : access
  }
  return told['*'] ?? 'read'
}
