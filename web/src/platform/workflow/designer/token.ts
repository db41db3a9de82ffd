import type { Point, Shape } from './bpmn'
import type { Drawing } from './drawing'

const SVG = 'http://www.w3.org/2000/svg'
const rests = (shape: Shape) =>
  shape.businessObject.$instanceOf('bpmn:Activity') ||
  ['bpmn:IntermediateCatchEvent', 'bpmn:EndEvent'].includes(shape.businessObject.$type)

/** The ways from one node to those of the next wave, through gateways only. */
export function waysBetween(from: Shape, to: Set<string>): Point[][] {
  const found: Point[][] = []
  const seen = new Set<string>([from.id])
  const open: { at: Shape; points: Point[] }[] = [{ at: from, points: [] }]
  while (open.length) {
    const { at, points } = open.shift()!
    for (const flow of at.outgoing) {
      const next = flow.target
      if (!next || !flow.waypoints) continue
      const way = [...points, ...flow.waypoints]
      if (to.has(next.id)) found.push([...way, centre(next)])
      else if (!rests(next) && !seen.has(next.id)) {
        seen.add(next.id)
        open.push({ at: next, points: way })
      }
    }
  }
  return found
}

export const centre = (shape: Shape): Point => ({ x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 })

/** Dots that wander over the drawing; they stand still for people who asked for less motion. */
export function tokens(drawing: Drawing) {
  const canvas = drawing.service<{ getLayer(name: string, index?: number): SVGElement }>('canvas')
  const layer = canvas.getLayer('tokens', 10)
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  let turn = 0

  function dot(at: Point) {
    const circle = document.createElementNS(SVG, 'circle')
    circle.setAttribute('class', 'token')
    circle.setAttribute('r', '9')
    place(circle, at)
    layer.append(circle)
    return circle
  }
  const place = (circle: SVGCircleElement, at: Point) => {
    circle.setAttribute('cx', String(at.x))
    circle.setAttribute('cy', String(at.y))
  }
  const corner = (shape: Shape): Point => ({ x: shape.x + shape.width - 4, y: shape.y + 4 })

  function stand(ids: string[]) {
    layer.replaceChildren()
    for (const id of ids) {
      const shape = drawing.shape(id)
      if (shape) dot(corner(shape))
    }
  }

  return {
    clear: () => (turn++, layer.replaceChildren()),
    /** From the nodes of one wave to those of the next. */
    async move(from: string[], to: string[], ms: number) {
      const mine = ++turn
      const goals = new Set(to)
      const ways = from.flatMap((id) => {
        const shape = drawing.shape(id)
        return shape ? waysBetween(shape, goals) : []
      })
      if (!calm && ms && ways.length) {
        layer.replaceChildren()
        await Promise.all(ways.map((way) => wander(dot(way[0]!), way, ms, () => mine === turn)))
      }
      if (mine === turn) stand(to)
    },
  }

  function wander(circle: SVGCircleElement, way: Point[], ms: number, going: () => boolean): Promise<void> {
    const lengths = way.slice(1).map((point, at) => Math.hypot(point.x - way[at]!.x, point.y - way[at]!.y))
    const whole = lengths.reduce((sum, one) => sum + one, 0) || 1
    const start = performance.now()
    return new Promise((done) => {
      const step = (now: number) => {
        const share = Math.min(1, (now - start) / ms)
        let left = share * whole
        let at = 0
        while (at < lengths.length - 1 && left > lengths[at]!) left -= lengths[at++]!
        const part = lengths[at] ? Math.min(1, left / lengths[at]!) : 1
        const a = way[at]!
        const b = way[at + 1] ?? a
        place(circle, { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part })
        if (share < 1 && going()) requestAnimationFrame(step)
        else done()
      }
      requestAnimationFrame(step)
    })
  }
}
