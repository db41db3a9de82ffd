import { rendererProps, useJsonFormsControl } from '@jsonforms/vue'
import { computed, type ComputedRef } from 'vue'
import { useForm } from './context'
import { at, type Data, type Field } from './form'

export { rendererProps }

export interface ControlProps {
  uischema: { options?: Record<string, unknown>; label?: unknown }
  path: string
}

/** What a control shows and does: JSON Forms knows its value and where it goes, the form's context all else. */
export function useControl(props: unknown) {
  const given = props as ControlProps
  const { control, handleChange } = useJsonFormsControl(props as Parameters<typeof useJsonFormsControl>[0])
  const form = useForm()
  /** JSON Forms joins names by dots; ours hold none. */
  const pointer = computed(() => '/' + control.value.path.replace(/\./g, '/'))
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
    field.value.computed ? settledAt(form.settled.value, pointer.value) : control.value.data,
  )
  return {
    form,
    field,
    pointer,
    options,
    editable,
    value,
    label: computed(() =>
      typeof given.uischema.label === 'string' && given.uischema.label ? given.uischema.label : field.value.title,
    ),
    hint: computed(
      () => (field.value.schema.description as string | undefined) ?? (options.value.hint as string | undefined),
    ),
    required: computed(() => editable.value && form.form.value.demanded(form.step.value, field.value)),
    fault: computed(() => form.fault(pointer.value)),
    /** In a cell of a table the column's head is the label. */
    cell: computed(() => options.value.cell === true),
    set: (now: unknown) => handleChange(control.value.path, now === '' || now === null ? undefined : now),
    leave: () => form.leave(pointer.value),
  }
}

function settledAt(data: Data, pointer: string): unknown {
  let value: unknown = data
  for (const part of pointer.slice(1).split('/')) {
    value = Array.isArray(value) ? value[Number(part)] : at(value, part)
  }
  return value
}
