/** The editor's JSON, as far as a body may use it. */
export interface Node {
  type: string
  attrs?: Record<string, unknown>
  content?: Node[]
  text?: string
}

export interface Block {
  type: string
  level: number
  number: string
  text: string
  node: Node
}

const digits = '零一二三四五六七八九'

/** 1 → 一, 12 → 十二, 120 → 一百二十; as far as headings ever count. */
export function chinese(value: number): string {
  if (value < 10) return digits[value]!
  if (value < 20) return '十' + (value % 10 ? digits[value % 10] : '')
  if (value < 100) return digits[Math.floor(value / 10)]! + '十' + (value % 10 ? digits[value % 10] : '')
  const rest = value % 100
  return (
    digits[Math.floor(value / 100)]! + '百' + (rest ? (rest < 10 ? '零' : rest < 20 ? '一' : '') + chinese(rest) : '')
  )
}

/** The four levels of GB/T 9704-2012 7.3.3: 一、 （一） 1. （1） */
export function headingNumber(level: number, value: number): string {
  return [`${chinese(value)}、`, `（${chinese(value)}）`, `${value}.`, `（${value}）`][level - 1] ?? ''
}

/** The blocks of a body with the numbers of its headings. */
export function numbered(body: Record<string, unknown> | null | undefined): Block[] {
  const count = [0, 0, 0, 0]
  return ((body?.content as Node[] | undefined) ?? []).map((node) => {
    const text = (node.content ?? []).map((part) => part.text ?? '').join('')
    const level = node.type === 'heading' ? Number(node.attrs?.level ?? 1) : 0
    let number = ''
    if (level) {
      count[level - 1] = (count[level - 1] ?? 0) + 1
      count.fill(0, level)
      number = headingNumber(level, count[level - 1]!)
    }
    return { type: node.type, level, number, text, node }
  })
}
