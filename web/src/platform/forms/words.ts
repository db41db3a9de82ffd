import { useDictionary } from './codes'
import { empty, one, type Field } from './form'
import { groupedMoney } from './money'

interface Named {
  id?: number
  name?: string
}

/** A value as people read it; the empty text when there is none. */
export function words(field: Field, value: unknown): string {
  if (empty(value)) return ''
  if (Array.isArray(value) && field.kind !== 'TABLE') return value.map((each) => word(field, each)).join('、')
  return word(field, value)
}

function word(field: Field, value: unknown): string {
  switch (field.kind) {
    case 'DICTIONARY':
      return useDictionary(one(field)['x-dict']!).names[String(value)] ?? String(value)
    case 'CHOICE':
      return choices(field).find((choice) => choice.value === String(value))?.title ?? String(value)
    case 'PERSON':
    case 'DEPARTMENT':
    case 'UNIT':
    case 'FILE':
      return (value as Named).name ?? ''
    case 'BOOLEAN':
      return value === true ? '是' : '否'
    case 'MONEY':
      return groupedMoney(String(value))
    case 'DATE_TIME':
      return String(value).slice(0, 16).replace('T', ' ')
    case 'TABLE':
      return Array.isArray(value) ? `${value.length} 行` : ''
    default:
      return String(value)
  }
}

export interface Choice {
  value: string
  title: string
  /** How deep it stands below others. */
  depth: number
}

/** What may be chosen; undefined while a dictionary is asked for. */
export function choices(field: Field): Choice[] {
  const schema = one(field)
  if (schema.oneOf)
    return schema.oneOf.map((each) => ({
      value: String(each.const),
      title: each.title ?? String(each.const),
      depth: 0,
    }))
  if (schema.enum) return schema.enum.map((each) => ({ value: String(each), title: String(each), depth: 0 }))
  if (!schema['x-dict']) return []
  const items = useDictionary(schema['x-dict']).items ?? []
  const depth = (parent: string | null, seen = 0): number =>
    parent === null || seen > 8 ? seen : depth(items.find((item) => item.code === parent)?.parent ?? null, seen + 1)
  return items.map((item) => ({ value: item.code, title: item.name, depth: depth(item.parent) }))
}
