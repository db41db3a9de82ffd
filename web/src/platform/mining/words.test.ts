import { describe, expect, it } from 'vitest'
import type { NodeFigures } from './api'
import { change, hours, percent, returnedShare } from './words'

describe('words of process analysis', () => {
  it('tells hours and shares in one decimal', () => {
    expect(hours(0.44)).toBe('0.4 小时')
    expect(hours(1234.4)).toBe('1,234 小时')
    expect(percent(0.986)).toBe('98.6%')
  })
  it('tells how far from before, also from nothing', () => {
    expect(change(10, 12)).toBe('+20.0%')
    expect(change(10, 9)).toBe('−10.0%')
    expect(change(10, 10)).toBe('持平')
    expect(change(0, 3)).toBe('新增')
    expect(change(0, 0)).toBe('持平')
  })
  it('knows no share of nothing', () => {
    expect(returnedShare({ visits: 0, returned: 0 } as NodeFigures)).toBe(0)
  })
})
