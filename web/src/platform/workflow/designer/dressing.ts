import type { Moddle, Part } from './bpmn'
import { layout, type LayoutArc, type LayoutNode } from './layout'

const sizes: [type: string, width: number, height: number][] = [
  ['bpmn:Event', 36, 36],
  ['bpmn:Gateway', 50, 50],
]

export function sizeOf(part: Part): { width: number; height: number } {
  const found = sizes.find(([type]) => part.$instanceOf(type))
  return found ? { width: found[1], height: found[2] } : { width: 110, height: 70 }
}

/** Files written by hand come without a layout; the drawing needs one. Files that have one are left as they are. */
export async function withLayout(text: string, moddle: Moddle): Promise<string> {
  if (/:?BPMNPlane[\s>/]/.test(text)) return text
  const { rootElement: definitions } = await moddle.fromXML(text)
  const process = definitions.get<Part[]>('rootElements').find((one) => one.$type === 'bpmn:Process')
  if (!process) return text
  const elements = process.get<Part[] | undefined>('flowElements') ?? []
  const nodes = elements.filter((one) => one.$instanceOf('bpmn:FlowNode'))
  const flows = elements.filter((one) => one.$type === 'bpmn:SequenceFlow')
  const { boxes, lines } = layout(
    nodes.map(toNode),
    flows.map(toArc).filter((arc) => arc.from && arc.to),
  )

  const drawn: Part[] = []
  for (const node of nodes)
    drawn.push(
      moddle.create('bpmndi:BPMNShape', {
        id: `${node.id}_shape`,
        bpmnElement: node,
        bounds: moddle.create('dc:Bounds', { ...boxes.get(node.id)! }),
        ...(node.$type === 'bpmn:ExclusiveGateway' && { isMarkerVisible: true }),
      }),
    )
  for (const flow of flows) {
    const points = lines.get(flow.id)
    if (!points) continue
    drawn.push(
      moddle.create('bpmndi:BPMNEdge', {
        id: `${flow.id}_edge`,
        bpmnElement: flow,
        waypoint: points.map((point) => moddle.create('dc:Point', { ...point })),
      }),
    )
  }
  const plane = moddle.create('bpmndi:BPMNPlane', { id: 'plane', bpmnElement: process, planeElement: drawn })
  definitions.set('diagrams', [moddle.create('bpmndi:BPMNDiagram', { id: 'diagram', plane })])
  return (await moddle.toXML(definitions, { format: true })).xml
}

export const toNode = (part: Part): LayoutNode => ({
  id: part.id,
  ...sizeOf(part),
  host: part.get<Part | undefined>('attachedToRef')?.id,
})

const toArc = (part: Part): LayoutArc => ({
  id: part.id,
  from: part.get<Part | undefined>('sourceRef')?.id ?? '',
  to: part.get<Part | undefined>('targetRef')?.id ?? '',
})
