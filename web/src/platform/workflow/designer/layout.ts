import type { Point } from './bpmn'

export interface LayoutNode {
  id: string
  width: number
  height: number
  /** The step on whose edge a timer sits. */
  host?: string
}

export interface LayoutArc {
  id: string
  from: string
  to: string
}

export interface Box extends Point {
  width: number
  height: number
}

const COLUMN = 160
const ROW = 110
const MARGIN = 60

/**
 * Places for a process that has none: columns by distance from the start, rows by branch, the same look as `Drawing` on the
 * server; also for one that is not finished, with several starts or loose parts.
 */
export function layout(nodes: LayoutNode[], arcs: LayoutArc[]) {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const known = arcs.filter((arc) => byId.has(arc.from) && byId.has(arc.to))
  const { order, backward } = walk(nodes, known)
  const forward = known.filter((arc) => !backward.has(arc.id))
  const waysOut = group(forward, (arc) => arc.from)
  const waysIn = group(forward, (arc) => arc.to)

  const columns = new Map<string, number>(nodes.map((node) => [node.id, 0]))
  for (const id of order) {
    const node = byId.get(id)!
    if (node.host) columns.set(id, columns.get(node.host) ?? 0)
    for (const arc of waysOut.get(id) ?? []) columns.set(arc.to, Math.max(columns.get(arc.to)!, columns.get(id)! + 1))
  }

  const rows = new Map<string, number>()
  const taken = new Set<string>()
  let lowestRow = -1
  for (const id of order) {
    const node = byId.get(id)!
    if (node.host) {
      rows.set(id, rows.get(node.host) ?? 0)
      continue
    }
    let row = wanted(id)
    while (taken.has(`${columns.get(id)},${row}`)) row++
    taken.add(`${columns.get(id)},${row}`)
    rows.set(id, row)
    lowestRow = Math.max(lowestRow, row)
  }

  /** The first way out stays on the row, each further one goes a row down; what comes together goes back up. */
  function wanted(id: string): number {
    const into = (waysIn.get(id) ?? []).filter((arc) => rows.has(arc.from))
    if (!into.length) return lowestRow + 1
    return Math.min(
      ...into.map((arc) => {
        const ways = waysOut.get(arc.from)!
        const down = byId.get(arc.from)!.host ? 1 : 0
        return rows.get(arc.from)! + (into.length > 1 ? 0 : ways.indexOf(arc)) + down
      }),
    )
  }

  const boxes = new Map<string, Box>()
  const timers = new Map<string, number>()
  for (const { id, width, height, host } of nodes.toSorted((a, b) => Number(!!a.host) - Number(!!b.host))) {
    const on = host && boxes.get(host)
    if (on) {
      const place = timers.get(host) ?? 0
      timers.set(host, place + 1)
      boxes.set(id, {
        x: on.x + on.width - width - place * (width + 4),
        y: on.y + on.height - height / 2,
        width,
        height,
      })
    } else {
      const x = MARGIN + columns.get(id)! * COLUMN + (COLUMN - width) / 2
      boxes.set(id, { x, y: MARGIN + rows.get(id)! * ROW + (ROW - height) / 2, width, height })
    }
  }

  const lowest = MARGIN + (lowestRow + 1) * ROW - 20
  const lines = new Map(known.map((arc) => [arc.id, line(arc)]))

  function line(arc: LayoutArc): Point[] {
    const from = boxes.get(arc.from)!
    const to = boxes.get(arc.to)!
    const a = { x: from.x + from.width / 2, y: from.y + from.height / 2 }
    const b = { x: to.x + to.width / 2, y: to.y + to.height / 2 }
    if (backward.has(arc.id)) {
      const below = lowest + 40
      return [
        { x: a.x, y: from.y + from.height },
        { x: a.x, y: below },
        { x: b.x, y: below },
        { x: b.x, y: to.y + to.height },
      ]
    }
    if (byId.get(arc.from)!.host)
      return [
        { x: a.x, y: from.y + from.height },
        { x: a.x, y: b.y },
        { x: to.x, y: b.y },
      ]
    if (Math.abs(a.y - b.y) < 1) {
      const between = betweenOn(arc.from, arc.to)
      const start = { x: from.x + from.width, y: a.y }
      if (!between) return [start, { x: to.x, y: b.y }]
      // over the heads of what stands between
      const above = Math.min(from.y, to.y, a.y - ROW / 2 + 10) - 5
      return [
        { x: a.x, y: from.y },
        { x: a.x, y: above },
        { x: b.x, y: above },
        { x: b.x, y: to.y },
      ]
    }
    const down = b.y > a.y
    // leaves a gateway by its corner, and comes to a join by its corner
    if (down)
      return [
        { x: a.x, y: from.y + from.height },
        { x: a.x, y: b.y },
        { x: to.x, y: b.y },
      ]
    return [
      { x: from.x + from.width, y: a.y },
      { x: b.x, y: a.y },
      { x: b.x, y: to.y + to.height },
    ]
  }

  function betweenOn(from: string, to: string): boolean {
    for (let column = columns.get(from)! + 1; column < columns.get(to)!; column++)
      if (taken.has(`${column},${rows.get(from)}`)) return true
    return false
  }

  return { boxes, lines }
}

/** An order in which each node stands behind what leads to it, and the arcs that lead back. Without recursion: files may be deep. */
function walk(nodes: LayoutNode[], arcs: LayoutArc[]) {
  // a timer on an edge comes right behind its step
  const edges = nodes
    .filter((node) => node.host)
    .map((node) => ({ id: `edge ${node.id}`, from: node.host!, to: node.id }))
  const out = group([...arcs, ...edges], (arc) => arc.from)
  const entered = new Set([...arcs, ...edges].map((arc) => arc.to))
  const starts = [...nodes.filter((node) => !entered.has(node.id)), ...nodes]
  const backward = new Set<string>()
  const state = new Map<string, 'open' | 'done'>()
  const left: string[] = []
  for (const start of starts) {
    if (state.has(start.id)) continue
    const path = [{ id: start.id, next: 0 }]
    state.set(start.id, 'open')
    while (path.length) {
      const top = path.at(-1)!
      const arc = out.get(top.id)?.[top.next++]
      if (!arc) {
        state.set(top.id, 'done')
        left.push(top.id)
        path.pop()
      } else if (state.get(arc.to) === 'open') backward.add(arc.id)
      else if (!state.has(arc.to)) {
        state.set(arc.to, 'open')
        path.push({ id: arc.to, next: 0 })
      }
    }
  }
  const first = starts[0]?.id
  const order = left.reverse().filter((id) => id !== first)
  return { order: first === undefined ? order : [first, ...order], backward }
}

function group<T>(list: T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const of = groups.get(key(one))
    if (of) of.push(one)
    else groups.set(key(one), [one])
  }
  return groups
}
