import type { DeskView, Module } from './module'

// A new module is a folder with a module.ts; nobody lists it anywhere.
const found = import.meta.glob<Module>('../*/*/module.ts', { eager: true, import: 'default' })

export const modules: Module[] = Object.values(found)

export const deskViews: Record<string, DeskView> = Object.assign({}, ...modules.map((module) => module.deskViews ?? {}))

/** What a desk shows for a kind; a module may answer for all of its kinds at once, also those that people design. */
export function deskView(kind: string): DeskView | undefined {
  return deskViews[kind] ?? deskViews[kind.split('.')[0] ?? '']
}

/** The short word for a kind of matter, even for one this workspace has no screen for. */
export function kindTitle(kind: string): string {
  return deskView(kind)?.title ?? '办件'
}
