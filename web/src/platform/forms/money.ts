/** Amounts in 元 with two decimals, as texts; rounded by the same rule as `Money.java`. */

const TYPED = /^-?(0|[1-9]\d{0,11})(\.\d{1,2})?$/
export const MONEY_PATTERN = '^-?(0|[1-9][0-9]{0,11})\\.[0-9]{2}$'

/** As it is kept, or null when it is no amount: `1,200.5` becomes `1200.50`. */
export function normalMoney(typed: unknown): string | null {
  const text = String(typed ?? '')
    .trim()
    .replace(/,/g, '')
  if (!TYPED.test(text)) return null
  const [whole, part = ''] = text.split('.')
  return `${whole}.${part.padEnd(2, '0')}`
}

/** Half up at a place, after the binary noise behind the fifteenth digit is gone: 1.005 becomes 1.01. */
export function rounded(number: number, places: number): string {
  const [digits, exponent] = Math.abs(number).toExponential(14).split('e') as [string, string]
  const all = digits.replace('.', '')
  // value = all × 10^(exponent − 14); what is kept are the digits before the place
  const kept = Number(exponent) + 1 + places
  let units = kept <= 0 ? 0n : BigInt(kept >= all.length ? all + '0'.repeat(kept - all.length) : all.slice(0, kept))
  if (kept >= 0 && kept < all.length && Number(all[kept]) >= 5) units += 1n
  const text = units.toString().padStart(places + 1, '0')
  const sign = number < 0 && units !== 0n ? '-' : ''
  return sign + (places ? `${text.slice(0, -places)}.${text.slice(-places)}` : text)
}

export function reckonedMoney(number: number): string | null {
  if (!Number.isFinite(number) || Math.abs(number) >= 1e13) return null
  const text = rounded(number, 2)
  return new RegExp(MONEY_PATTERN).test(text) ? text : null
}

/** 1200.50 as 1,200.50 */
export const groupedMoney = (amount: string): string => {
  const [whole = '', part] = amount.split('.')
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : '.' + part)
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const UNITS = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

/** 1200.50 as 壹仟贰佰元伍角 (《支付结算办法》附件一). */
export function moneyInWords(amount: string): string {
  const normal = normalMoney(amount)
  if (!normal) return ''
  const negative = normal.startsWith('-')
  const [whole, part] = normal.replace('-', '').split('.') as [string, string]
  const yuan = wholeInWords(whole)
  const jiao = Number(part[0])
  const fen = Number(part[1])
  let words = yuan ? yuan + '元' : ''
  if (!jiao && !fen) return (negative ? '负' : '') + (words || '零元') + '整'
  if (jiao) words += DIGITS[jiao] + '角'
  else if (yuan) words += '零'
  words += fen ? DIGITS[fen] + '分' : ''
  return (negative ? '负' : '') + words
}

function wholeInWords(whole: string): string {
  const groups: string[] = []
  for (let end = whole.length; end > 0; end -= 4) groups.push(whole.slice(Math.max(0, end - 4), end))
  let words = ''
  let gap = false
  for (let index = groups.length - 1; index >= 0; index--) {
    const group = groups[index]!
    if (Number(group) === 0) {
      gap = words !== ''
      continue
    }
    if (words && (gap || group.padStart(4, '0')[0] === '0')) words += '零'
    words += groupInWords(group) + GROUPS[index]
    gap = false
  }
  return words
}

function groupInWords(group: string): string {
  let words = ''
  let gap = false
  for (let index = 0; index < group.length; index++) {
    const digit = Number(group[index])
    if (!digit) {
      gap = words !== ''
      continue
    }
    words += (gap ? '零' : '') + DIGITS[digit] + UNITS[group.length - 1 - index]
    gap = false
  }
  return words
}
