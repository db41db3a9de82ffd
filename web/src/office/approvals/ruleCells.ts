/** Cells of a decision table that list codes: `"PROVINCE","CITY"`, `not("it")`; all others are edited as they are written. */
export interface Listed {
  negated: boolean
  codes: string[]
}

/** Null when the cell says something a list of choices cannot show. */
export function readListed(cell: string): Listed | null {
  let text = cell.trim()
  if (text === '' || text === '-') return { negated: false, codes: [] }
  const negated = /^not\(.*\)$/.test(text)
  if (negated) text = text.slice(4, -1).trim()
  return /^"[^"]*"(\s*,\s*"[^"]*")*$/.test(text)
    ? { negated, codes: [...text.matchAll(/"([^"]*)"/g)].map((found) => found[1]!) }
    : null
}

export function writeListed({ negated, codes }: Listed): string {
  if (!codes.length) return '-'
  const list = codes.map((code) => `"${code}"`).join(',')
  return negated ? `not(${list})` : list
}

/** A text as people write it, without the quotes that the file has around it. */
export const unquoted = (cell: string) => (/^"[^"]*"$/.test(cell.trim()) ? cell.trim().slice(1, -1) : cell)
export const quoted = (text: string) => {
  const plain = text.trim().replaceAll('"', '”')
  return plain === '' || plain === '-' ? '' : `"${plain}"`
}
