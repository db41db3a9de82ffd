import { describe, expect, it } from 'vitest'
import { layout, type LayoutArc, type LayoutNode } from './layout'

const box = (id: string, host?: string): LayoutNode => ({ id, width: host ? 36 : 100, height: host ? 36 : 70, host })
const arcs = (...pairs: string[]): LayoutArc[] =>
  pairs.map((pair) => ({ id: pair, from: pair.split('-')[0]!, to: pair.split('-')[1]! }))

describe('a process without a layout', () => {
  it('is drawn in columns by distance, its branches in rows', () => {
    const { boxes } = layout(
      ['s', 'g', 'a', 'b', 'j'].map((id) => box(id)),
      arcs('s-g', 'g-a', 'g-b', 'a-j', 'b-j'),
    )

    expect([...boxes].map(([id, at]) => [id, at.x, at.y])).toEqual([
      ['s', 90, 80],
      ['g', 250, 80],
      ['a', 410, 80],
      ['b', 410, 190],
      ['j', 570, 80],
    ])
  })

  it('leads what goes back below everything, and what skips a step over its head', () => {
    const { lines } = layout(
      ['s', 'g', 'a', 'j'].map((id) => box(id)),
      arcs('s-g', 'g-a', 'g-j', 'a-j', 'j-g'),
    )

    expect(Math.max(...lines.get('j-g')!.map((point) => point.y))).toBeGreaterThan(150)
    expect(Math.min(...lines.get('g-j')!.map((point) => point.y))).toBeLessThan(80)
    expect(lines.get('g-a')).toHaveLength(2)
  })

  it('keeps timers on the edge of their step, and loose parts below', () => {
    const { boxes } = layout([box('s'), box('a'), box('t', 'a'), box('late'), box('loose')], arcs('s-a', 't-late'))

    expect(boxes.get('t')).toMatchObject({ x: 314, y: 132 })
    expect(boxes.get('late')!.y).toBeGreaterThan(boxes.get('a')!.y)
    expect(new Set([...boxes.values()].map((at) => `${at.x},${at.y}`)).size).toBe(5)
  })

  it('may be ten thousand steps deep', () => {
    const nodes = Array.from({ length: 10_000 }, (_, n) => box(`n${n}`))
    const chain = nodes.slice(1).map((node, n) => ({ id: `f${n}`, from: `n${n}`, to: node.id }))

    expect(layout(nodes, chain).boxes.get('n9999')!.x).toBe(60 + 9999 * 160 + 30)
  })
})
