import jsonata from 'jsonata'

/** Expressions of computed fields. Which part of the language is let in is the server's decision (`FormulaReader.java`). */
const parsed = new Map<string, jsonata.Expression | null>()

function expression(text: string): jsonata.Expression | null {
  let found = parsed.get(text)
  if (found === undefined) {
    try {
      found = jsonata(text, { timeout: 2000, stack: 100 })
    } catch {
      found = null
    }
    parsed.set(text, found)
  }
  return found
}

/** Undefined when there is no value: a field is not filled in, or what is filled in cannot be reckoned with. */
export async function evaluate(text: string, context: unknown, form: unknown): Promise<unknown> {
  try {
    const value = await expression(text)?.evaluate(context, { form, days })
    return value ?? undefined
  } catch {
    return undefined
  }
}

function days(from: unknown, to: unknown): number | undefined {
  const first = dayNumber(from)
  const last = dayNumber(to)
  return first === undefined || last === undefined ? undefined : last - first
}

function dayNumber(text: unknown): number | undefined {
  const found = typeof text === 'string' ? /^(\d{4})-(\d\d)-(\d\d)/.exec(text) : null
  if (!found) return undefined
  const [, year, month, day] = found.map(Number) as [number, number, number, number]
  const at = new Date(Date.UTC(year, month - 1, day))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() / 86_400_000 : undefined
}
