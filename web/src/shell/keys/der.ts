/** Just enough of DER (X.690) to read key files. */
export interface Der {
  tag: number
  content: Uint8Array
  /** With tag and length, as it stood in the file. */
  whole: Uint8Array
}

export class Damaged extends Error {}

export function read(bytes: Uint8Array, from = 0): Der {
  const tag = bytes[from]
  let length = bytes[from + 1]
  if (tag === undefined || length === undefined) throw new Damaged()
  let start = from + 2
  if (length > 0x80) {
    const places = length - 0x80
    if (places > 4) throw new Damaged()
    length = 0
    for (let n = 0; n < places; n++) length = length * 256 + (bytes[start + n] ?? NaN)
    start += places
  } else if (length === 0x80) {
    throw new Damaged()
  }
  const end = start + length
  if (!(end <= bytes.length)) throw new Damaged()
  return { tag, content: bytes.subarray(start, end), whole: bytes.subarray(from, end) }
}

export function children(parent: Der): Der[] {
  const found: Der[] = []
  for (let at = 0; at < parent.content.length;) {
    const child = read(parent.content, at)
    found.push(child)
    at += child.whole.length
  }
  return found
}

export function child(parent: Der, n: number): Der {
  const found = children(parent)[n]
  if (!found) throw new Damaged()
  return found
}

/** 1.2.840…, as people write it. */
export function oid(value: Der): string {
  if (value.tag !== 6) throw new Damaged()
  const parts: number[] = []
  let part = 0
  for (const byte of value.content) {
    part = part * 128 + (byte & 0x7f)
    if (byte < 0x80) {
      if (parts.length) parts.push(part)
      else parts.push(Math.min(2, Math.floor(part / 40)), part - 40 * Math.min(2, Math.floor(part / 40)))
      part = 0
    }
  }
  return parts.join('.')
}

export function number(value: Der): number {
  return value.content.reduce((sum, byte) => sum * 256 + byte, 0)
}
