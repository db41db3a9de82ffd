import { computed, ref, watch } from 'vue'

export interface Column {
  key: string
  title: string
  width?: string
  align?: 'right' | 'center'
  nowrap?: boolean
  /** Not shown until the person asks for it. */
  optional?: boolean
}

/** Which columns the person wants to see, kept in this browser under the list's name. */
export function useColumns(columns: () => Column[], store?: string) {
  const place = store && `jinye.columns.${store}`
  const kept = place ? localStorage.getItem(place) : null
  const hidden = ref<string[]>(
    kept
      ? (JSON.parse(kept) as string[])
      : columns()
          .filter((column) => column.optional)
          .map((column) => column.key),
  )
  watch(hidden, (now) => place && localStorage.setItem(place, JSON.stringify(now)))
  return {
    hidden,
    all: computed(columns),
    shown: computed(() => columns().filter((column) => !hidden.value.includes(column.key))),
  }
}
