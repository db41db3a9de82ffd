import { rendererProps } from '@jsonforms/vue'
import { computed, type ComputedRef } from 'vue'
import { useForm } from './context'
import { pathOf, type Field } from './form'
import { valueAt } from './pointers'

export { rendererProps }

interface ControlProps {
  uischema: { scope?: string; options?: Record<string, unknown>; label?: unknown }
  path: string
}

/**
 * What a control shows and does. Values are read from the form's context and not from JSON Forms, which reckons every control
 * anew at each key: with 500 fields that takes seconds.
 */
export function useControl(props: unknown) {
  const given = props as ControlProps
  const form = useForm()
  /** JSON Forms joins names by dots; ours hold none. */
  const pointer = computed(
    () => '/' + [...(given.path ? given.path.split('.') : []), ...pathOf(given.uischema.scope).split('/')].join('/'),
  )
  const field: ComputedRef<Field> = computed(() => {
    const path = pointer.value
      .slice(1)
      .split('/')
      .filter((part) => !/^\d+$/.test(part))
      .join('/')
    return form.form.value.fields.get(path)!
  })
  const options = computed(() => (given.uischema.options ?? {}) as Record<string, unknown>)
  const editable = computed(() => form.editable(field.value) && !form.state.value.disabled.has(field.value.path))
  const value = computed(() =>
    valueAt(field.value.computed === null ? form.raw.value : form.settled.value, pointer.value),
  )
  const label = computed(() =>
    typeof given.uischema.label === 'string' && given.uischema.label ? given.uischema.label : field.value.title,
  )
  const hint = computed(
    () => (field.value.schema.description as string | undefined) ?? (options.value.hint as string | undefined),
  )
  const required = computed(() => editable.value && form.form.value.demanded(form.step.value, field.value))
  const fault = computed(() => form.fault(pointer.value))
  /** In a cell of a table the column's head is the label. */
  const cell = computed(() => options.value.cell === true)
  return {
    form,
    field,
    pointer,
    options,
    editable,
    value,
    label,
    hint,
    required,
    fault,
    cell,
    /** What a `FormField` around the control is told. */
    frame: computed(() => ({
      label: label.value,
      hint: cell.value ? undefined : hint.value,
      fault: fault.value,
      required: required.value,
      hideLabel: cell.value,
    })),
    set: (now: unknown) => form.set(pointer.value, now === '' || now === null ? undefined : now),
    leave: () => form.leave(pointer.value),
  }
}
