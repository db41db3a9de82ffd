import { attributes } from './lists'

/** A part of the file, as bpmn-moddle gives it. */
export interface Part {
  $type: string
  $parent?: Part
  id: string
  name?: string
  get<T = unknown>(name: string): T
  set(name: string, value: unknown): void
  $instanceOf(type: string): boolean
}

export interface Point {
  x: number
  y: number
}

/** A part as it stands on the drawing. */
export interface Shape extends Point {
  id: string
  type: string
  width: number
  height: number
  businessObject: Part
  parent?: Shape
  labelTarget?: Shape
  host?: Shape
  source?: Shape
  target?: Shape
  waypoints?: Point[]
  incoming: Shape[]
  outgoing: Shape[]
}

export interface Moddle {
  create(type: string, properties?: Record<string, unknown>): Part
  fromXML(text: string): Promise<{ rootElement: Part; warnings: { message: string }[] }>
  toXML(part: Part, options?: { format?: boolean }): Promise<{ xml: string }>
}

const text = (name: string) => ({ name, isAttr: true, type: 'String' })

/** Lets bpmn-js read and write the attributes of `http://jinye/bpmn`. */
export const descriptor = {
  name: 'Jinye',
  uri: 'http://jinye/bpmn',
  prefix: 'jinye',
  xml: { tagAlias: 'lowerCase' },
  associations: [],
  types: [
    { name: 'Step', extends: ['bpmn:UserTask'], properties: attributes.step.map(text) },
    {
      name: 'Timed',
      extends: ['bpmn:UserTask', 'bpmn:BoundaryEvent'],
      properties: attributes.timeout.map(text),
    },
    { name: 'Serviced', extends: ['bpmn:ServiceTask'], properties: attributes.service.map(text) },
    {
      name: 'Awaiting',
      extends: ['bpmn:ReceiveTask', 'bpmn:IntermediateCatchEvent'],
      properties: attributes.message.map(text),
    },
    { name: 'Calling', extends: ['bpmn:CallActivity'], properties: attributes.call.map(text) },
  ],
}

/** What the panel and the lists call a part. */
export type Kind =
  | 'process'
  | 'start'
  | 'end'
  | 'step'
  | 'exclusive'
  | 'parallel'
  | 'inclusive'
  | 'timer'
  | 'message'
  | 'service'
  | 'call'
  | 'edge'
  | 'flow'
  | 'other'

export const kindTitles: Record<Kind, string> = {
  process: '流程',
  start: '开始',
  end: '结束',
  step: '审批环节',
  exclusive: '分支（条件）',
  parallel: '并行',
  inclusive: '并行（按条件）',
  timer: '计时',
  message: '等待消息',
  service: '自动办理',
  call: '子办件',
  edge: '边界计时',
  flow: '连线',
  other: '其他元素',
}

const kinds: Record<string, Kind> = {
  'bpmn:Process': 'process',
  'bpmn:Collaboration': 'process',
  'bpmn:StartEvent': 'start',
  'bpmn:EndEvent': 'end',
  'bpmn:UserTask': 'step',
  'bpmn:ExclusiveGateway': 'exclusive',
  'bpmn:ParallelGateway': 'parallel',
  'bpmn:InclusiveGateway': 'inclusive',
  'bpmn:ServiceTask': 'service',
  'bpmn:ReceiveTask': 'message',
  'bpmn:CallActivity': 'call',
  'bpmn:BoundaryEvent': 'edge',
  'bpmn:SequenceFlow': 'flow',
}

export function kindOf(part: Part): Kind {
  if (part.$type === 'bpmn:IntermediateCatchEvent') {
    const definition = part.get<Part[] | undefined>('eventDefinitions')?.[0]?.$type
    if (definition === 'bpmn:TimerEventDefinition') return 'timer'
    return definition === 'bpmn:MessageEventDefinition' ? 'message' : 'other'
  }
  return kinds[part.$type] ?? 'other'
}

/** A name people know a part by; parts without one go by their kind. */
export const nameOf = (part: Part) => part.name?.trim() || kindTitles[kindOf(part)]

export function timerText(part: Part): string | undefined {
  const timer = part
    .get<Part[] | undefined>('eventDefinitions')
    ?.find((one) => one.$type === 'bpmn:TimerEventDefinition')
  const written = timer?.get<Part | undefined>('timeDuration') ?? timer?.get<Part | undefined>('timeDate')
  return written?.get<string | undefined>('body')
}

export const EMPTY = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:jinye="http://jinye/bpmn" id="definitions" targetNamespace="http://jinye/processes">
  <process id="process" isExecutable="true"/>
  <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="process"/></bpmndi:BPMNDiagram>
</definitions>`
