import { describe, expect, it } from 'vitest'
import { readCondition, sentence, writeCondition, type Fact } from './condition'

const facts: Fact[] = [
  { name: 'amount', title: '金额', type: 'money' },
  { name: 'urgent', title: '急件', type: 'boolean' },
  { name: 'sort', title: '类别', type: 'choice', options: [{ value: 'office', title: '办公用品' }] },
]
const round = (text: string) => writeCondition(readCondition(text)!)

describe('a condition', () => {
  it('is read into comparisons and written the same', () => {
    expect(readCondition("${amount > 5000 and sort == 'office'}")).toEqual({
      join: 'and',
      parts: [
        { name: 'amount', sign: '>', value: 5000 },
        { name: 'sort', sign: '==', value: 'office' },
      ],
    })
    for (const text of [
      '${amount >= 5000.5}',
      "${urgent == true or (amount > 1 and sort != 'office')}",
      '${decisions.review == null}',
      "${title == 'it''s, (so) and'}",
      '${(a == 1 or b == 2) and (c == 3 or d == 4)}',
    ])
      expect(round(text)).toBe(text)
  })

  it('binds and before or, whatever way it is written', () => {
    expect(round('${a == 1 or b == 2 && c == 3}')).toBe('${a == 1 or (b == 2 and c == 3)}')
    expect(round('((a eq 1))  AND  b gt 2 and c lt -3')).toBe('${a == 1 and b > 2 and c < -3}')
  })

  it('may name a fact alone or put the value first', () => {
    expect(round('${urgent}')).toBe('${urgent == true}')
    expect(round('${5000 < amount}')).toBe('${amount > 5000}')
  })

  it('that the builder cannot show stays text', () => {
    for (const text of [
      '${not urgent}',
      '${a == b}',
      '${amount + 1 > 2}',
      '${T(java.lang.Runtime)}',
      '${a == }',
      '${a == 1 b}',
      "${'x'}",
      '${a.b() == 1}',
    ])
      expect(readCondition(text), text).toBeNull()
  })

  it('without parts is no condition', () => {
    expect(readCondition('')).toEqual({ join: 'and', parts: [] })
    expect(writeCondition({ join: 'and', parts: [{ join: 'or', parts: [] }] })).toBe('')
  })

  it('reads as people say it', () => {
    expect(sentence("${urgent == true or (amount > 5000 and sort == 'office')}", facts)).toBe(
      '急件 等于 是 或 （金额 大于 5000 且 类别 等于 办公用品）',
    )
    expect(sentence('${not urgent}', facts)).toBe('not urgent')
  })
})
