import { computed, type WritableComputedRef } from 'vue'
import { useDrawing } from './drawing'

/** One attribute of the chosen part as a field of the panel; an empty field takes the attribute away. */
export function useAttribute(id: () => string) {
  const drawing = useDrawing()
  return (name: string): WritableComputedRef<string> =>
    computed({
      get: () => drawing.read(id(), name) ?? '',
      set: (value) => {
        if (value !== (drawing.read(id(), name) ?? '')) drawing.write(id(), { [name]: value || undefined })
      },
    })
}
