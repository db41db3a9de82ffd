import { describe, expect, it } from 'vitest'
import { headingCodes, headingWords } from './heading'

const places = [
  { value: 'applicant', title: '申请人' },
  { value: 'days', title: '天数' },
]

describe('titles with places', () => {
  it('are read and written in Chinese', () => {
    expect(headingWords('{applicant}请假{days}天', places)).toBe('{申请人}请假{天数}天')
    expect(headingCodes('{申请人}请假{天数}天', places)).toBe('{applicant}请假{days}天')
  })

  it('keep what no field is called', () => {
    expect(headingCodes('{甲}报{days}', places)).toBe('{甲}报{days}')
    expect(headingWords('{gone}', places)).toBe('{gone}')
  })
})
