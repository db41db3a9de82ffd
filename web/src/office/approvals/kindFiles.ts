import { inject, type InjectionKey } from 'vue'

/** Files that the server is asked to write take their place in the draft even when their tab has been left meanwhile. */
export interface LateFiles {
  keep: (writing: Promise<Record<string, string>>) => Promise<void>
}

export const lateFilesKey: InjectionKey<LateFiles> = Symbol('late files')
export const useLateFiles = () => inject(lateFilesKey)!
