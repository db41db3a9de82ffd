import { kindOf, kindTitles, nameOf, timerText, type Part } from './bpmn'
import { bare } from './condition'
import {
  absences,
  attributes,
  attributeTitles,
  modes,
  nobody,
  opinions,
  repeats,
  returns,
  timeouts,
  titleOf,
  verbs,
  type Word,
} from './lists'
import { readDecisions, readList, timingTitle, whoTitle } from './settings'

/** A node or a flow with everything about it that matters for handling; where it stands on the drawing does not. */
export interface Piece {
  id: string
  title: string
  flow: boolean
  settings: Record<string, string>
}

export interface Difference {
  id: string
  title: string
  sort: 'added' | 'removed' | 'changed'
  /** Only when changed. */
  changes: { title: string; before: string; after: string }[]
}

const all = [...new Set(Object.values(attributes).flat())]

/** What a file says, from its definitions as bpmn-js read them. */
export function pieces(definitions: Part): Map<string, Piece> {
  const process = definitions.get<Part[]>('rootElements').find((one) => one.$type === 'bpmn:Process')
  const found = new Map<string, Piece>()
  if (!process) return found
  found.set(process.id, {
    id: process.id,
    title: '流程',
    flow: false,
    settings: { ...text('name', process.name), ...text('documentation', documentation(process)) },
  })
  for (const part of process.get<Part[] | undefined>('flowElements') ?? [])
    found.set(part.id, part.$type === 'bpmn:SequenceFlow' ? flow(part) : node(part))
  return found
}

function node(part: Part): Piece {
  const settings = {
    ...text('name', part.name),
    ...text('type', kindTitles[kindOf(part)]),
    ...text('documentation', documentation(part)),
    ...text('timing', timerText(part)),
    ...text('default', part.get<Part | undefined>('default')?.id),
    ...text('calledElement', part.get<string | undefined>('calledElement')),
  }
  for (const name of all) Object.assign(settings, text(name, attribute(part, name)))
  return { id: part.id, title: nameOf(part), flow: false, settings }
}

function flow(part: Part): Piece {
  const from = part.get<Part | undefined>('sourceRef')
  const to = part.get<Part | undefined>('targetRef')
  const condition = part.get<Part | undefined>('conditionExpression')?.get<string | undefined>('body')
  return {
    id: part.id,
    title: `连线：${from ? nameOf(from) : '？'} → ${to ? nameOf(to) : '？'}`,
    flow: true,
    settings: {
      ...text('name', part.name),
      ...text('from', from?.id),
      ...text('to', to?.id),
      ...text('condition', condition && bare(condition)),
    },
  }
}

/** Not every part has every attribute; asking for one it has not is an error. */
function attribute(part: Part, name: string): string | undefined {
  try {
    return part.get<string | undefined>(`jinye:${name}`)
  } catch {
    return undefined
  }
}

const documentation = (part: Part) => part.get<Part[] | undefined>('documentation')?.[0]?.get<string>('text')
const text = (name: string, value: string | undefined) => (value?.trim() ? { [name]: value.trim() } : {})

export function compare(before: Map<string, Piece>, after: Map<string, Piece>): Difference[] {
  const found: Difference[] = []
  for (const piece of before.values())
    if (!after.has(piece.id)) found.push({ id: piece.id, title: piece.title, sort: 'removed', changes: [] })
  for (const piece of after.values()) {
    const old = before.get(piece.id)
    if (!old) {
      found.push({ id: piece.id, title: piece.title, sort: 'added', changes: [] })
      continue
    }
    const names = [...new Set([...Object.keys(old.settings), ...Object.keys(piece.settings)])]
    const changes = names
      .filter((name) => old.settings[name] !== piece.settings[name])
      .map((name) => ({
        title: attributeTitles[name] ?? name,
        before: shown(name, old.settings[name], before),
        after: shown(name, piece.settings[name], after),
      }))
    if (changes.length) found.push({ id: piece.id, title: piece.title, sort: 'changed', changes })
  }
  // nodes are what people look for first
  return found.toSorted((a, b) => Number(isFlow(a)) - Number(isFlow(b)))

  function isFlow(one: Difference) {
    return (after.get(one.id) ?? before.get(one.id))!.flow
  }
}

/** As people read it: ids of other pieces by their names, words of the closed lists by their terms. */
function shown(name: string, value: string | undefined, pieces: Map<string, Piece>): string {
  if (value === undefined) return '（无）'
  if (terms[name]) return terms[name](value)
  return pieces.get(value)?.title ?? value
}

const listed = (list: Word[]) => (value: string) => titleOf(list, value)
const several = (term: (one: string) => string) => (value: string) => readList(value).map(term).join('、')
const terms: Record<string, (value: string) => string> = {
  name: (value) => value,
  type: (value) => value,
  documentation: (value) => value,
  who: (value) => whoTitle(value),
  chooseFrom: (value) => whoTitle(value),
  copy: several((one) => whoTitle(one)),
  mode: listed(modes),
  opinion: listed(opinions),
  returns: listed(returns),
  timeout: listed(timeouts),
  nobody: (value) => nobody.find((one) => one.word === value)?.title ?? `改由${whoTitle(value)}办理`,
  absent: listed(absences),
  'auto-pass': listed(repeats),
  verbs: several((one) => titleOf(verbs, one)),
  decisions: (value) =>
    readDecisions(value)
      .map(({ word, title }) => `${title}（${word}）`)
      .join('、'),
  timing: (value) => timingTitle(value),
  timeoutAfter: (value) => timingTitle(value),
}
