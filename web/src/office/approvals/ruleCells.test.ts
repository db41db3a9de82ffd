import { describe, expect, it } from 'vitest'
import { quoted, readListed, unquoted, writeListed } from './ruleCells'

describe('cells that list codes', () => {
  it('are read and written again', () => {
    for (const cell of ['-', '"CITY"', '"CITY","COUNTY"', 'not("it")']) {
      expect(writeListed(readListed(cell)!)).toBe(cell)
    }
  })

  it('are left alone when they say more', () => {
    expect(readListed('"CITY", [1..3]')).toBeNull()
    expect(readListed('null')).toBeNull()
  })

  it('texts lose and gain their quotes', () => {
    expect(unquoted('"局长办公会"')).toBe('局长办公会')
    expect(quoted('局长办公会')).toBe('"局长办公会"')
    expect(quoted('说"是"')).toBe('"说”是”"')
    expect(quoted(' ')).toBe('')
  })
})
