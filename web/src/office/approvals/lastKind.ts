const place = 'jinye.approvals.analysis'

/** The kind that was analysed last in this browser; storage that is switched off remembers nothing. */
export function lastKind(): string | null {
  try {
    return localStorage.getItem(place)
  } catch {
    return null
  }
}

export function keepKind(name: string) {
  try {
    localStorage.setItem(place, name)
  } catch {
    // then the busiest kind opens next time
  }
}
