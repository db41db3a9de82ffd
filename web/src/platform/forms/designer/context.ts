import { inject, provide, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import type { Form } from '../form'
import type { Design, Place } from './model'

/** What the parts of the designer share. */
export interface DesignerContext {
  design: Readonly<Ref<Design>>
  form: ComputedRef<Form>
  selected: Ref<Place | null>
  /** A column of the chosen table. */
  column: Ref<string | null>
  change: (now: Design, what?: string) => void
  select: (place: Place | null, column?: string | null) => void
  move: (from: Place, to: Place) => void
  nudge: (place: Place, step: -1 | 1) => void
  drop: (place: Place) => void
  insert: (id: string, place?: Place) => void
}

const KEY: InjectionKey<DesignerContext> = Symbol('designer')
export const provideDesigner = (context: DesignerContext) => provide(KEY, context)
export const useDesigner = () => inject(KEY)!
