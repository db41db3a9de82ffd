import { choices, handlers, modes, titleOf, type WhoWord } from './lists'

/** One of the words of the closed list of handlers, as `jinye:who` writes it: `role:R_OFFICE:pool`. */
export interface Who {
  kind: string
  argument: string
  pool: boolean
}

export function readWho(text: string | undefined): Who {
  const parts = (text ?? '').trim().split(':')
  const pool = parts.length > 1 && parts.at(-1) === 'pool'
  if (pool) parts.pop()
  return { kind: parts[0] ?? '', argument: parts.slice(1).join(':'), pool }
}

export function writeWho({ kind, argument, pool }: Who): string | undefined {
  if (!kind) return undefined
  return kind + (argument ? `:${argument}` : '') + (pool ? ':pool' : '')
}

/** The names people read for arguments: roles by code, facts by name. */
export type Names = Record<string, string>

export function whoTitle(text: string | undefined, names: Names = {}, list: WhoWord[] = [...handlers, ...choices]) {
  const who = readWho(text)
  if (!who.kind) return '未指定'
  const title = titleOf(list, who.kind)
  const argument = who.argument ? `：${names[who.argument] ?? who.argument}` : ''
  return title + argument + (who.pool ? '（抢办）' : '')
}

/** A button of the step: the word that conditions ask for, and what stands on it. */
export interface Decision {
  word: string
  title: string
}

export function readDecisions(text: string | undefined, mode = 'one'): Decision[] {
  if (text === undefined || text.trim() === '') return silentDecisions(mode)
  return text.split(',').map((pair) => {
    const colon = pair.indexOf(':')
    return colon < 0
      ? { word: pair.trim(), title: '' }
      : { word: pair.slice(0, colon).trim(), title: pair.slice(colon + 1).trim() }
  })
}

/** What the server takes when a step names none. */
export function silentDecisions(mode: string): Decision[] {
  if (mode !== 'vote') return [{ word: 'sent', title: '送出' }]
  return [
    { word: 'yes', title: '同意' },
    { word: 'no', title: '不同意' },
    { word: 'abstain', title: '弃权' },
  ]
}

/** Commas and colons part the list, so they cannot stand in a title. */
export function writeDecisions(decisions: Decision[], mode = 'one'): string | undefined {
  const text = decisions.map(({ word, title }) => `${word}:${title.replace(/[,:]/g, '')}`).join(',')
  const silent = silentDecisions(mode)
    .map(({ word, title }) => `${word}:${title}`)
    .join(',')
  return text === silent || !decisions.length ? undefined : text
}

/** A word for a new button that conditions can ask for; the usual ones have English words. */
export function decisionWord(title: string, taken: string[]): string {
  const usual: Record<string, string> = {
    同意: 'agree',
    不同意: 'disagree',
    通过: 'pass',
    不通过: 'reject',
    送出: 'sent',
    有不同意见: 'object',
    弃权: 'abstain',
    已阅: 'read',
    办结: 'done',
  }
  const wanted = usual[title.trim()]
  if (wanted && !taken.includes(wanted)) return wanted
  for (let n = 1; ; n++) if (!taken.includes(`result-${n}`)) return `result-${n}`
}

export const isDecisionWord = (word: string) => /^[a-z][a-z0-9-]*$/.test(word)

/** A list parted by commas; `undefined` in the file means all of them, empty means none. */
export function readVerbs(text: string | undefined, all: string[]): string[] {
  if (text === undefined) return all
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
}

export function writeVerbs(chosen: string[], all: string[]): string | undefined {
  return all.every((one) => chosen.includes(one)) ? undefined : chosen.join(',')
}

/** How long something waits: `3 working-days`, `rule:documents.step.D20`, `${closingDate}`, `PT4H`. */
export interface Timing {
  unit: string
  value: string
}

export function readTiming(text: string | undefined): Timing {
  const written = (text ?? '').trim()
  const counted = /^(\d+) (working-days|working-hours|calendar-days)$/.exec(written)
  if (counted) return { unit: counted[2]!, value: counted[1]! }
  const fact = /^\$\{(.*)}$/.exec(written)
  if (fact) return { unit: 'fact', value: fact[1]! }
  if (written.startsWith('rule:')) return { unit: 'rule', value: written.slice(5) }
  return written ? { unit: 'iso', value: written } : { unit: 'working-days', value: '' }
}

export function writeTiming({ unit, value }: Timing): string | undefined {
  const text = value.trim()
  if (!text) return undefined
  if (unit === 'fact') return `\${${text}}`
  if (unit === 'rule') return `rule:${text}`
  return unit === 'iso' ? text : `${text} ${unit}`
}

export function timingTitle(text: string | undefined, names: Names = {}): string {
  const { unit, value } = readTiming(text)
  if (!value) return '未规定'
  if (unit === 'fact') return `到“${names[value] ?? value}”`
  if (unit === 'rule') return names[value] ?? `规则 ${value}`
  const units: Names = { 'working-days': '个工作日', 'working-hours': '个工作小时', 'calendar-days': '日' }
  return unit === 'iso' ? value : `${value} ${units[unit]}`
}

/** Rights by name, `*` for all others: `*:read,amount:edit`. */
export function readRights(text: string | undefined): Record<string, string> {
  const rights: Record<string, string> = {}
  for (const entry of (text ?? '').split(',')) {
    const colon = entry.lastIndexOf(':')
    if (colon > 0) rights[entry.slice(0, colon).trim()] = entry.slice(colon + 1).trim()
  }
  return rights
}

export function writeRights(rights: Record<string, string>): string | undefined {
  const entries = Object.entries(rights).filter(([, right]) => right)
  // what holds for all others stands first, as people read it
  entries.sort(([a], [b]) => Number(b === '*') - Number(a === '*'))
  return entries.length ? entries.map(([name, right]) => `${name}:${right}`).join(',') : undefined
}

/** Votes by voter: `person:12=2,leaders=3`. */
export interface Weight {
  who: string
  votes: number
}

export function readWeights(text: string | undefined): Weight[] {
  return (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map((entry) => {
      const at = entry.lastIndexOf('=')
      return at < 0 ? { who: entry, votes: 1 } : { who: entry.slice(0, at), votes: Number(entry.slice(at + 1)) || 1 }
    })
}

export function writeWeights(weights: Weight[]): string | undefined {
  const kept = weights.filter((one) => one.who)
  return kept.length ? kept.map(({ who, votes }) => `${who}=${votes}`).join(',') : undefined
}

/** Several words of handlers, as `jinye:copy` writes them. */
export const readList = (text: string | undefined) =>
  (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

export const writeList = (list: string[]) => list.filter(Boolean).join(',') || undefined

export const modeTitle = (mode: string | undefined, pool: boolean) => titleOf(modes, mode ?? (pool ? 'any' : 'one'))
