/** A fact that conditions may ask for. */
export interface Fact {
  name: string
  title: string
  /** text, number, money, integer, boolean, date, choice, person, department …: what the form calls it. */
  type: string
  options?: { value: string; title: string }[]
}

export type Value = string | number | boolean | null
export type Sign = '==' | '!=' | '<' | '<=' | '>' | '>='

export interface Comparison {
  name: string
  sign: Sign
  value: Value
}

/** Comparisons and groups of them, all joined by the same word. */
export interface Group {
  join: 'and' | 'or'
  parts: (Comparison | Group)[]
}

export const isGroup = (part: Comparison | Group): part is Group => 'join' in part

export const signs: { sign: Sign; title: string; ordered: boolean }[] = [
  { sign: '==', title: '等于', ordered: false },
  { sign: '!=', title: '不等于', ordered: false },
  { sign: '>', title: '大于', ordered: true },
  { sign: '>=', title: '大于等于', ordered: true },
  { sign: '<', title: '小于', ordered: true },
  { sign: '<=', title: '小于等于', ordered: true },
]

const words: Record<string, Sign> = { eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' }
const turned: Record<Sign, Sign> = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

interface Token {
  sort: 'name' | 'number' | 'text' | 'sign' | 'join' | 'open' | 'close' | 'not'
  text: string
}

const PATTERN =
  /\s*(?:'((?:[^']|'')*)'|"((?:[^"]|"")*)"|(-?\d+(?:\.\d+)?)[lLdDfF]?(?![\w.])|(==|!=|<=|>=|<|>)|(&&|\|\||!)|([()])|([A-Za-z_][\w]*(?:\.[A-Za-z_][\w]*)*))/y

function tokens(text: string): Token[] | null {
  const found: Token[] = []
  PATTERN.lastIndex = 0
  while (text.slice(PATTERN.lastIndex).trim()) {
    const match = PATTERN.exec(text)
    if (!match) return null
    const [, single, double, number, sign, logic, paren, name] = match
    if (single !== undefined) found.push({ sort: 'text', text: single.replaceAll("''", "'") })
    else if (double !== undefined) found.push({ sort: 'text', text: double.replaceAll('""', '"') })
    else if (number !== undefined) found.push({ sort: 'number', text: number })
    else if (sign) found.push({ sort: 'sign', text: sign })
    else if (logic)
      found.push(logic === '!' ? { sort: 'not', text: '!' } : { sort: 'join', text: logic === '&&' ? 'and' : 'or' })
    else if (paren) found.push({ sort: paren === '(' ? 'open' : 'close', text: paren })
    else found.push(word(name!))
  }
  return found
}

function word(name: string): Token {
  const low = name.toLowerCase()
  if (low === 'and' || low === 'or') return { sort: 'join', text: low }
  if (low === 'not') return { sort: 'not', text: low }
  if (words[low]) return { sort: 'sign', text: words[low] }
  return { sort: 'name', text: name }
}

/** The text without `${…}`. */
export function bare(text: string): string {
  const trimmed = text.trim()
  return trimmed.startsWith('${') && trimmed.endsWith('}') ? trimmed.slice(2, -1).trim() : trimmed
}

/** What the builder can show; null for anything else (`not`, a name compared with a name), which stays text. */
export function readCondition(text: string): Group | null {
  const inner = bare(text)
  if (!inner) return { join: 'and', parts: [] }
  const list = tokens(inner)
  if (!list) return null
  let at = 0

  function joined(join: 'and' | 'or', part: () => Comparison | Group | null): Comparison | Group | null {
    const first = part()
    if (!first) return null
    const parts = [first]
    while (list![at]?.sort === 'join' && list![at]!.text === join) {
      at++
      const next = part()
      if (!next) return null
      parts.push(next)
    }
    return parts.length === 1 ? first : { join, parts: parts.flatMap((one) => flat(one, join)) }
  }
  const either = (): Comparison | Group | null => joined('or', both)
  const both = (): Comparison | Group | null => joined('and', single)

  function single(): Comparison | Group | null {
    if (list![at]?.sort === 'open') {
      at++
      const inside = either()
      return inside && list![at++]?.sort === 'close' ? inside : null
    }
    const left = operand()
    if (!left) return null
    if (list![at]?.sort !== 'sign') return left.name ? { name: left.name, sign: '==', value: true } : null
    const sign = list![at++]!.text as Sign
    const right = operand()
    if (!right || (left.name === undefined) === (right.name === undefined)) return null
    return left.name !== undefined
      ? { name: left.name, sign, value: right.value! }
      : { name: right.name!, sign: turned[sign], value: left.value! }
  }
  function operand(): { name?: string; value?: Value } | null {
    const token = list![at++]
    if (token?.sort === 'text') return { value: token.text }
    if (token?.sort === 'number') return { value: Number(token.text) }
    if (token?.sort !== 'name') return null
    if (token.text === 'true' || token.text === 'false') return { value: token.text === 'true' }
    return token.text === 'null' ? { value: null } : { name: token.text }
  }

  const whole = either()
  if (!whole || at !== list.length) return null
  return isGroup(whole) ? whole : { join: 'and', parts: [whole] }
}

const flat = (part: Comparison | Group, join: string) => (isGroup(part) && part.join === join ? part.parts : [part])

export function writeCondition(group: Group): string {
  const text = inner(group)
  return text ? `\${${text}}` : ''
}

function inner(group: Group): string {
  return group.parts
    .map((part) => {
      if (!isGroup(part)) return part.name ? `${part.name} ${part.sign} ${literal(part.value)}` : ''
      const text = inner(part)
      return text && part.parts.length > 1 && group.parts.length > 1 ? `(${text})` : text
    })
    .filter(Boolean)
    .join(` ${group.join} `)
}

function literal(value: Value): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
}

const numbers = new Set(['number', 'integer', 'money', 'decimal', 'percent'])
export const isNumber = (fact: Fact | undefined) => !!fact && numbers.has(fact.type)
/** Whether greater and smaller make sense. */
export const isOrdered = (fact: Fact | undefined) => !fact || numbers.has(fact.type) || fact.type === 'date'

/** The value a comparison with this fact begins with. */
export function firstValue(fact: Fact | undefined): Value {
  if (!fact) return ''
  if (fact.type === 'boolean') return true
  if (numbers.has(fact.type)) return 0
  return fact.options?.[0]?.value ?? ''
}

/** The condition as people say it: 金额 大于 5000 且 类别 等于 办公用品. */
export function sentence(text: string, facts: Fact[]): string {
  const group = readCondition(text)
  if (!group) return bare(text)
  return said(group, facts)
}

function said(group: Group, facts: Fact[]): string {
  return group.parts
    .map((part) => {
      if (isGroup(part)) return group.parts.length > 1 ? `（${said(part, facts)}）` : said(part, facts)
      const fact = facts.find((one) => one.name === part.name)
      const sign = signs.find((one) => one.sign === part.sign)!.title
      return `${fact?.title ?? part.name} ${sign} ${saidValue(part.value, fact)}`
    })
    .join(group.join === 'and' ? ' 且 ' : ' 或 ')
}

function saidValue(value: Value, fact: Fact | undefined): string {
  if (value === null) return '空'
  if (typeof value === 'boolean') return value ? '是' : '否'
  return fact?.options?.find((one) => one.value === value)?.title ?? String(value)
}
