import type { DeskView, Module } from './module'

// A new module is a folder with a module.ts; nobody lists it anywhere.
const found = import.meta.glob<Module>('../*/*/module.ts', { eager: true, import: 'default' })

export const modules: Module[] = Object.values(found)

export const deskViews: Record<string, DeskView> = Object.assign({}, ...modules.map((module) => module.deskViews ?? {}))

/** The short word for a kind of matter, even for one this workspace has no screen for. */
export function kindTitle(kind: string): string {
  return deskViews[kind]?.title ?? '办件'
}
