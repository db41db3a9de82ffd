import type BaseViewer from 'bpmn-js/lib/BaseViewer'
import { inject, ref, shallowRef, type InjectionKey } from 'vue'
import { descriptor, EMPTY, kindOf, nameOf, timerText, type Kind, type Moddle, type Part, type Shape } from './bpmn'
import { withLayout } from './dressing'
import { simplePad } from './pad'
import { join, togetherModule } from './tools'
import { translate } from './translations'

interface Canvas {
  zoom(to?: string | number, center?: 'auto'): number
  addMarker(id: string, marker: string): void
  removeMarker(id: string, marker: string): void
  scrollToElement(id: string): void
  getRootElement(): Shape
  getSize(): { width: number; height: number }
  viewbox(box: { x: number; y: number; width: number; height: number }): void
  focus(): void
}
interface Registry {
  get(id: string): Shape | undefined
  filter(test: (shape: Shape) => boolean): Shape[]
}
interface Overlays {
  add(id: string, type: string, overlay: { position: Record<string, number>; html: HTMLElement }): string
  remove(filter: { type: string }): void
}
export interface Modeling {
  updateProperties(shape: Shape, properties: Record<string, unknown>): void
  updateModdleProperties(shape: Shape, part: Part, properties: Record<string, unknown>): void
  updateLabel(shape: Shape, text: string): void
  connect(source: Shape, target: Shape): Shape
  removeElements(shapes: Shape[]): void
  createShape(shape: Shape, at: { x: number; y: number }, parent: Shape): Shape
  moveElements(shapes: Shape[], by: { x: number; y: number }): void
  updateWaypoints(connection: Shape, points: { x: number; y: number }[]): void
}

/** A node or a flow as the lists show it. */
export interface Item {
  id: string
  name: string
  kind: Kind
}

/** What stands on the drawing, in words of the process and not of the drawing library; undo covers every change. */
export type Drawing = Awaited<ReturnType<typeof openDrawing>>

export const drawingKey: InjectionKey<Drawing> = Symbol('drawing')

export function useDrawing(): Drawing {
  const drawing = inject(drawingKey)
  if (!drawing) throw new Error('outside of a designer')
  return drawing
}

const jinye = (name: string) => (name === 'name' || name === 'calledElement' ? name : `jinye:${name}`)

export async function openDrawing(container: HTMLElement, options: { readonly: boolean; expert: () => boolean }) {
  const module = options.readonly ? await import('bpmn-js/lib/NavigatedViewer') : await import('bpmn-js/lib/Modeler')
  const viewer: BaseViewer = new module.default({
    container,
    moddleExtensions: { jinye: descriptor },
    additionalModules: [
      { translate: ['value', translate] },
      ...(options.readonly ? [] : [togetherModule, simplePad(options.expert)]),
    ],
  })
  const service = <T>(name: string) => viewer.get(name) as T
  const canvas = service<Canvas>('canvas')
  const registry = service<Registry>('elementRegistry')
  const overlays = service<Overlays>('overlays')
  const moddle = service<Moddle>('moddle')
  const events = service<{ on(names: string | string[], act: () => void): void }>('eventBus')
  const selection = service<{ get(): Shape[]; select(shape: Shape | null): void }>('selection')
  const stack = service<{ undo(): void; redo(): void; canUndo(): boolean; canRedo(): boolean }>

  /** Grows with every change; what reads the drawing in a computed names it. */
  const tick = ref(0)
  const selected = shallowRef<string | null>(null)
  const listeners: (() => void)[] = []

  // a listener that answers something would keep the event from the others
  events.on(['commandStack.changed', 'import.done'], () => void tick.value++)
  events.on('commandStack.changed', () => listeners.forEach((listener) => listener()))
  events.on(['selection.changed', 'import.done', 'shape.removed'], () => {
    const chosen = selection.get()
    const only = chosen.length === 1 ? (chosen[0]!.labelTarget ?? chosen[0]!) : null
    selected.value = only?.id ?? null
  })

  const shape = (id: string) => registry.get(id)
  const part = (id: string): Part | undefined => (void tick.value, registry.get(id)?.businessObject)
  const modeling = () => service<Modeling>('modeling')
  const root = () => (void tick.value, canvas.getRootElement())
  const process = () => {
    const top = root().businessObject
    return top.$type === 'bpmn:Process' ? top : undefined
  }

  const shapes = () => (void tick.value, registry.filter((one) => !one.labelTarget && one !== root()))
  const item = (one: Shape): Item => ({
    id: one.id,
    name: nameOf(one.businessObject),
    kind: kindOf(one.businessObject),
  })
  const isNode = (one: Shape) => one.businessObject.$instanceOf('bpmn:FlowNode')
  const nodes = () => shapes().filter(isNode).map(item)

  function read(id: string, name: string): string | undefined {
    return part(id)?.get<string | undefined>(jinye(name))
  }
  function write(id: string, values: Record<string, string | undefined>) {
    const at = shape(id)
    if (!at) return
    const named = Object.entries(values).map(([name, value]) => [jinye(name), value])
    modeling().updateProperties(at, Object.fromEntries(named) as Record<string, unknown>)
  }

  const expression = (text: string) => moddle.create('bpmn:FormalExpression', { body: text })

  return {
    viewer,
    service,
    readonly: options.readonly,
    tick,
    selected,
    shape,
    part,
    modeling,
    root,
    moddle,
    process: () => (void tick.value, process()),
    kind: (id: string): Kind => (part(id) ? kindOf(part(id)!) : 'other'),
    nodes,
    steps: () => nodes().filter((one) => one.kind === 'step'),
    shapes,
    read,
    write,
    onChange: (listener: () => void) => listeners.push(listener),

    ways(id: string) {
      const standard = part(id)?.get<Part | undefined>('default')?.id
      return (shape(id)?.outgoing ?? [])
        .filter((one) => one.businessObject.$type === 'bpmn:SequenceFlow')
        .map((one) => ({
          id: one.id,
          name: one.businessObject.name ?? '',
          to: one.target ? item(one.target) : null,
          standard: one.id === standard,
          condition: one.businessObject.get<Part | undefined>('conditionExpression')?.get<string>('body') ?? '',
        }))
    },
    ends(flow: string) {
      const at = (void tick.value, shape(flow))
      return { from: at?.source ? item(at.source) : null, to: at?.target ? item(at.target) : null }
    },
    condition: (flow: string) =>
      part(flow)?.get<Part | undefined>('conditionExpression')?.get<string | undefined>('body') ?? '',
    setCondition(flow: string, text: string) {
      const at = shape(flow)
      if (at) modeling().updateProperties(at, { conditionExpression: text ? expression(text) : undefined })
    },
    /** Makes this the way that is taken when no condition holds. */
    setStandard(flow: string, on: boolean) {
      const at = shape(flow)
      if (!at?.source) return
      modeling().updateProperties(at.source, { default: on ? at.businessObject : undefined })
    },
    timing: (id: string) => (part(id) ? timerText(part(id)!) : undefined),
    setTiming(id: string, text: string | undefined) {
      const at = shape(id)
      const timer = at?.businessObject.get<Part[] | undefined>('eventDefinitions')?.[0]
      if (at && timer)
        modeling().updateModdleProperties(at, timer, {
          timeDuration: text ? expression(text) : undefined,
          timeDate: undefined,
          timeCycle: undefined,
        })
    },
    documentation: (id: string) => part(id)?.get<Part[] | undefined>('documentation')?.[0]?.get<string>('text') ?? '',
    setDocumentation(id: string, text: string) {
      const at = shape(id)
      if (at)
        modeling().updateProperties(at, {
          documentation: text ? [moddle.create('bpmn:Documentation', { text })] : [],
        })
    },
    rename(id: string, name: string) {
      const at = shape(id)
      if (at === root()) modeling().updateProperties(at, { name: name || undefined })
      else if (at) modeling().updateLabel(at, name)
    },
    remove: (id: string) => shape(id) && modeling().removeElements([shape(id)!]),
    canConnect: (from: string, to: string) =>
      !options.readonly &&
      from !== to &&
      !!shape(from) &&
      !!shape(to) &&
      !!service<{ allowed(rule: string, context: object): unknown }>('rules').allowed('connection.create', {
        source: shape(from),
        target: shape(to),
      }),
    connect: (from: string, to: string) => join(service, shape(from)!, shape(to)!),
    resized: () => service<{ resized(): void }>('canvas').resized(),

    select(id: string | null) {
      const at = id ? shape(id) : undefined
      selection.select(at ?? null)
      if (at && at !== root()) canvas.scrollToElement(at.id)
    },
    mark: (id: string, marker: string) => shape(id) && canvas.addMarker(id, marker),
    unmark: (marker: string) => shapes().forEach((one) => canvas.removeMarker(one.id, marker)),
    badge(id: string, type: string, text: string, position: Record<string, number>, tone = '') {
      if (!shape(id)) return
      const html = document.createElement('span')
      html.className = `badge ${type} ${tone}`
      html.textContent = text
      overlays.add(id, type, { position, html })
    },
    unbadge: (type: string) => overlays.remove({ type }),

    undo: () => stack('commandStack').undo(),
    redo: () => stack('commandStack').redo(),
    canUndo: () => (void tick.value, !options.readonly && stack('commandStack').canUndo()),
    canRedo: () => (void tick.value, !options.readonly && stack('commandStack').canRedo()),
    zoom: (step: number) => void canvas.zoom(canvas.zoom() * step, 'auto'),
    /** The whole drawing with a little air around it, never larger than life. */
    fit() {
      if (!shapes().length) {
        canvas.viewbox({ x: 0, y: 0, ...canvas.getSize() })
        return
      }
      canvas.zoom('fit-viewport', 'auto')
      canvas.zoom(Math.min(1, canvas.zoom() * 0.95), 'auto')
    },
    focus: () => canvas.focus(),

    /** Shows a file; one without a layout is given one. An empty text is an empty drawing. */
    async load(text: string) {
      await viewer.importXML(await withLayout(text.trim() || EMPTY, moddle))
    },
    text: async () => (await viewer.saveXML({ format: true })).xml ?? '',
    picture: async () => (await viewer.saveSVG()).svg,
    close: () => viewer.destroy(),
  }
}
