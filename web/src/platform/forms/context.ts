import { inject, provide, type ComputedRef, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import type { Data, Field, Form } from './form'
import type { State } from './settle'

/** What every control of a form needs to know; JSON Forms finds the renderer and the place, this carries the data and who may do what. */
export interface FormContext {
  form: ComputedRef<Form>
  step: ComputedRef<string>
  /** What was typed, before rules and computed fields. */
  raw: ShallowRef<Data>
  /** Puts a value at a pointer; undefined takes it away. */
  set: (pointer: string, value: unknown) => void
  /** Data at rest: rules applied, computed fields computed. */
  settled: ShallowRef<Data>
  state: ShallowRef<State>
  /** Nothing may be filled in, whatever the step. */
  readonly: ComputedRef<boolean>
  /** The form stands in little room: on a phone, or in a pane. */
  narrow: Ref<boolean>
  /** What is wrong at a place, if it is time to say so. */
  fault: (pointer: string) => string | undefined
  /** The person has been in this field: from now on it tells what is wrong with it. */
  leave: (pointer: string) => void
  editable: (field: Field) => boolean
}

const KEY: InjectionKey<FormContext> = Symbol('form')

export const provideForm = (context: FormContext) => provide(KEY, context)

export function useForm(): FormContext {
  const context = inject(KEY)
  if (!context) throw new Error('a form control outside of a form')
  return context
}
