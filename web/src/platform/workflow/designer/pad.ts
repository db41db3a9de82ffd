import type { Shape } from './bpmn'
import { append, tools } from './tools'

interface Entry {
  group?: string
  className?: string
  title?: string
  action: { click: (event: Event, shape: Shape) => void; dragstart?: (event: Event, shape: Shape) => void }
}
type Entries = Record<string, Entry>

interface Pad {
  registerProvider(priority: number, provider: object): void
}
interface Injector {
  get<T>(name: string): T
}

/** In 简易 the pad beside an element offers only what the palette offers; in 完整 everything that BPMN has. */
export function simplePad(expert: () => boolean) {
  class SimplePad {
    static $inject = ['contextPad', 'injector']
    constructor(
      pad: Pad,
      private readonly injector: Injector,
    ) {
      // behind the provider of bpmn-js, so that its entries are there to choose from
      pad.registerProvider(500, this)
    }
    getContextPadEntries(shape: Shape) {
      return (all: Entries): Entries => {
        if (expert()) return all
        const entries: Entries = {}
        if (all['append.end-event'])
          for (const [id, icon] of Object.entries(icons)) {
            const tool = tools.find((one) => one.id === id)!
            entries[`append.${id}`] = {
              group: 'model',
              className: icon,
              title: `接${tool.title}`,
              action: { click: () => append(<T>(name: string) => this.injector.get<T>(name), tool, shape) },
            }
          }
        for (const kept of ['connect', 'delete']) if (all[kept]) entries[kept] = all[kept]
        return entries
      }
    }
  }
  return { __init__: ['simplePad'], simplePad: ['type', SimplePad] }
}

const icons: Record<string, string> = {
  review: 'bpmn-icon-user-task',
  choice: 'bpmn-icon-gateway-xor',
  end: 'bpmn-icon-end-event-none',
}
