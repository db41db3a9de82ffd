import type { Data } from './form'

/** The value at a pointer such as `/items/3/price`. */
export function valueAt(data: unknown, pointer: string): unknown {
  let value = data
  for (const part of pointer.slice(1).split('/')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string, unknown>)[part]
  }
  return value
}

/** The data with another value at a pointer; only what lies on the way is made anew. */
export function withValue(data: Data, pointer: string, value: unknown): Data {
  return put(data, pointer.slice(1).split('/'), value) as Data
}

function put(around: unknown, [name, ...rest]: string[], value: unknown): unknown {
  if (name === undefined) return value
  if (Array.isArray(around)) {
    const list = [...around] as unknown[]
    list[Number(name)] = put(list[Number(name)], rest, value)
    return list
  }
  const object = { ...(around as Data | undefined) }
  const now = put(object[name], rest, value)
  if (now === undefined) delete object[name]
  else object[name] = now
  return object
}
