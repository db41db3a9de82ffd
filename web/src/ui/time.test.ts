import { describe, expect, it } from 'vitest'
import { dayEnd, dayStart, left, moment, near, seconds, span } from './time'

const now = new Date('2026-11-23T09:00:00+08:00')

describe('moments', () => {
  it('are shown in the time of the bureau, whatever the zone of the machine', () => {
    expect(moment('2026-11-23T16:30:00Z')).toBe('2026-11-24 00:30')
    expect(seconds('2026-11-23T16:30:05Z')).toBe('2026-11-24 00:30:05')
  })

  it('of a whole day run from midnight to midnight of the bureau', () => {
    expect(dayStart('2026-11-23')).toBe('2026-11-22T16:00:00.000Z')
    expect(dayEnd('2026-12-31')).toBe('2026-12-31T16:00:00.000Z')
  })

  it('near today are told in words', () => {
    expect(near('2026-11-23T17:30:00+08:00', now)).toBe('今天 17:30')
    expect(near('2026-11-22T09:12:00+08:00', now)).toBe('昨天 09:12')
    expect(near('2026-11-24T09:12:00+08:00', now)).toBe('明天 09:12')
    expect(near('2026-11-03T09:12:00+08:00', now)).toBe('11-03 09:12')
    expect(near('2025-11-03T09:12:00+08:00', now)).toBe('2025-11-03')
  })

  it('that are due say how long is left, and how long they are over', () => {
    expect(left('2026-11-23T11:00:00+08:00', now)).toEqual({ text: '剩 2 小时', light: 'urgent' })
    expect(left('2026-11-29T09:00:00+08:00', now)).toEqual({ text: '剩 6 天', light: 'calm' })
    expect(left('2026-11-22T08:00:00+08:00', now)).toEqual({ text: '超期 1 天', light: 'over' })
  })

  it('between two moments read as people say them', () => {
    expect(span('PT3H20M')).toBe('3 小时 20 分')
    expect(span(59)).toBe('1 分钟')
    expect(span('P2DT1H')).toBe('2 天 1 小时')
  })
})
