/** One page of a list, paged by key: `next` is handed back as `after`; null on the last page. */
export interface Page<T> {
  items: T[]
  next: string | null
}
