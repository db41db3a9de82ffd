import type { Moddle, Part, Shape } from './bpmn'
import type { Modeling } from './drawing'
import { layout } from './layout'
import { toNode } from './dressing'

/** One thing the palette of 简易 can add. */
export interface Tool {
  id: string
  title: string
  hint: string
  type: string
  name?: string
  timer?: string
  settings?: Record<string, string>
}

export const tools: Tool[] = [
  { id: 'start', title: '开始', hint: '流程从这里开始，只能有一个', type: 'bpmn:StartEvent', name: '开始' },
  {
    id: 'review',
    title: '审批',
    hint: '由人办理的环节',
    type: 'bpmn:UserTask',
    name: '审批',
    settings: { decisions: 'agree:同意,disagree:不同意' },
  },
  {
    id: 'countersign',
    title: '会签',
    hint: '几个人都要办理的环节',
    type: 'bpmn:UserTask',
    name: '会签',
    settings: {
      who: 'chosen-by-previous',
      chooseFrom: 'department-heads',
      mode: 'all',
      decisions: 'agree:同意,object:有不同意见',
    },
  },
  { id: 'choice', title: '分支', hint: '按条件走不同的路', type: 'bpmn:ExclusiveGateway' },
  { id: 'parallel', title: '并行', hint: '几条路同时走，再汇合', type: 'bpmn:ParallelGateway' },
  { id: 'call', title: '子办件', hint: '另起一件办理，按其自己的流程', type: 'bpmn:CallActivity', name: '子办件' },
  {
    id: 'timer',
    title: '计时',
    hint: '等一段时间再往下走',
    type: 'bpmn:IntermediateCatchEvent',
    name: '等待',
    timer: '1 working-days',
  },
  { id: 'end', title: '结束', hint: '流程到这里办结', type: 'bpmn:EndEvent', name: '办结' },
]

type Service = <T>(name: string) => T

interface Factory {
  createShape(properties: Record<string, unknown>): Shape
}
/** Several changes that one press of 撤销 takes back; see {@link togetherModule}. */
export const together = (service: Service, act: () => void) =>
  service<{ run(act: () => void): void }>('together').run(act)

interface Stack {
  register(command: string, handler: { preExecute(context: { act: () => void }): void }): void
  execute(command: string, context: { act: () => void }): void
}

export const togetherModule = {
  __init__: ['together'],
  together: [
    'type',
    class {
      static $inject = ['commandStack']
      constructor(private readonly stack: Stack) {
        stack.register('designer.together', { preExecute: (context) => context.act() })
      }
      run(act: () => void) {
        this.stack.execute('designer.together', { act })
      }
    },
  ],
}

export function newShape(service: Service, tool: Tool): Shape {
  const shape = service<Factory>('elementFactory').createShape({
    type: tool.type,
    ...(tool.timer && { eventDefinitionType: 'bpmn:TimerEventDefinition' }),
  })
  const part = shape.businessObject
  if (tool.name) part.set('name', tool.name)
  for (const [name, value] of Object.entries(tool.settings ?? {})) part.set(`jinye:${name}`, value)
  if (tool.timer) {
    const body = service<Moddle>('moddle').create('bpmn:FormalExpression', { body: tool.timer })
    part.get<Part[]>('eventDefinitions')[0]!.set('timeDuration', body)
  }
  return shape
}

const GAP = 160

/**
 * Adds behind `after` and joins the two; between `after` and what follows it when it has one way out already. Without a place
 * to follow it is put to the right of everything.
 */
export function append(service: Service, tool: Tool, after: Shape | null): Shape {
  const shape = newShape(service, tool)
  const modeling = service<Modeling>('modeling')
  const from = tool.type === 'bpmn:StartEvent' || !follows(after) ? null : after
  const onlyWay = from && !from.businessObject.$instanceOf('bpmn:Gateway') ? from.outgoing[0] : undefined
  let added: Shape = shape
  if (from && onlyWay && tool.type !== 'bpmn:EndEvent') {
    together(service, () => {
      const middle = { x: from.x + from.width + GAP / 2 + shape.width / 2 - 20, y: from.y + from.height / 2 }
      moveRight(service, from)
      added = modeling.createShape(shape, middle, onlyWay)
    })
  } else if (from) {
    added = service<{ append(source: Shape, shape: Shape): Shape }>('autoPlace').append(from, shape)
  } else {
    added = modeling.createShape(shape, freePlace(service, shape), root(service))
  }
  service<{ select(shape: Shape): void }>('selection').select(added)
  service<{ scrollToElement(shape: Shape): void }>('canvas').scrollToElement(added)
  return added
}

const follows = (shape: Shape | null): shape is Shape =>
  !!shape && shape.businessObject.$instanceOf('bpmn:FlowNode') && shape.businessObject.$type !== 'bpmn:EndEvent'

const root = (service: Service) => service<{ getRootElement(): Shape }>('canvas').getRootElement()

const shapesOf = (service: Service) =>
  service<{ filter(test: (shape: Shape) => boolean): Shape[] }>('elementRegistry').filter(
    (one) => !one.waypoints && !one.labelTarget && one.parent === root(service),
  )

function moveRight(service: Service, from: Shape) {
  const behind = shapesOf(service).filter((one) => !one.host && one.x > from.x + from.width)
  if (behind.length) service<Modeling>('modeling').moveElements(behind, { x: GAP, y: 0 })
}

/** A flow between two nodes; over the heads of what stands between them on the same row. */
export function join(service: Service, from: Shape, to: Shape) {
  const modeling = service<Modeling>('modeling')
  const middle = (one: Shape) => ({ x: one.x + one.width / 2, y: one.y + one.height / 2 })
  const [a, b] = [middle(from), middle(to)]
  const between = shapesOf(service).filter(
    (one) =>
      one !== from &&
      one !== to &&
      one.x > Math.min(a.x, b.x) &&
      one.x + one.width < Math.max(a.x, b.x) &&
      one.y < a.y &&
      one.y + one.height > a.y,
  )
  together(service, () => {
    const flow = modeling.connect(from, to)
    if (Math.abs(a.y - b.y) > 20 || !between.length) return
    const above = Math.min(from.y, to.y, ...between.map((one) => one.y)) - 30
    modeling.updateWaypoints(flow, [
      { x: a.x, y: from.y },
      { x: a.x, y: above },
      { x: b.x, y: above },
      { x: b.x, y: to.y },
    ])
  })
}

function freePlace(service: Service, shape: Shape) {
  const others = shapesOf(service)
  if (!others.length) return { x: 180, y: 160 }
  const last = others.reduce((right, one) => (one.x + one.width > right.x + right.width ? one : right))
  return { x: last.x + last.width + 60 + shape.width / 2, y: last.y + last.height / 2 }
}

/** Puts everything in columns and rows. */
export function tidy(service: Service) {
  const modeling = service<Modeling>('modeling')
  const nodes = shapesOf(service).filter((one) => one.businessObject.$instanceOf('bpmn:FlowNode'))
  const flows = service<{ filter(test: (shape: Shape) => boolean): Shape[] }>('elementRegistry').filter(
    (one) => one.businessObject?.$type === 'bpmn:SequenceFlow' && !!one.waypoints,
  )
  const { boxes, lines } = layout(
    nodes.map((one) => ({ ...toNode(one.businessObject), width: one.width, height: one.height, host: one.host?.id })),
    flows.map((one) => ({ id: one.id, from: one.source!.id, to: one.target!.id })),
  )
  together(service, () => {
    // those that sit on an edge move with their step
    for (const one of nodes.toSorted((a, b) => Number(!!a.host) - Number(!!b.host))) {
      const to = boxes.get(one.id)!
      const by = { x: Math.round(to.x - one.x), y: Math.round(to.y - one.y) }
      if (by.x || by.y) modeling.moveElements([one], by)
    }
    for (const one of flows) modeling.updateWaypoints(one, lines.get(one.id)!)
  })
}
