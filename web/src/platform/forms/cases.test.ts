import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { check } from './check'
import { Form, ROW, type Data } from './form'
import { moneyInWords, normalMoney, rounded } from './money'
import { settle } from './settle'

/** The table that the server runs too (FormCasesTests). Cases marked `server` are about what only the server decides. */
const table = JSON.parse(readFileSync('../src/test/resources/forms/cases.json', 'utf8'))

describe('every case comes out', () => {
  for (const row of table.cases) {
    it.skipIf(row.server)(row.name, async () => {
      const texts = table.forms[row.form]
      const form = new Form(texts.schema, texts.layout)

      const { data, state } = await settle(form, { ...row.before, ...normal(form, row.after) }, row.before)
      const faults = check(form, row.step, data, state, row.purpose)

      expect(faults.map((fault) => `${fault.pointer} ${fault.code}`).sort()).toEqual(
        row.faults.map((fault: string[]) => fault.join(' ')),
      )
      expect(unnumbered(data)).toEqual(unnumbered(row.data))
      expect(faults.every((fault) => fault.message && !fault.message.includes('{'))).toBe(true)
    })
  }
})

/** Amounts are normalised when the field is left. */
function normal(form: Form, data: Data, path = ''): Data {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const field = form.fields.get(path + name)
      if (field?.kind === 'MONEY') return [name, normalMoney(value) ?? value]
      if (field?.kind === 'TABLE' && Array.isArray(value))
        return [name, value.map((row) => normal(form, row as Data, `${field.path}/`))]
      return [name, value]
    }),
  )
}
const unnumbered = (data: unknown): unknown =>
  JSON.parse(JSON.stringify(data, (name, value) => (name === ROW ? undefined : value)))

describe('amounts', () => {
  it('are rounded as decimals', () => {
    expect(rounded(1.005, 2)).toBe('1.01')
    expect(rounded(0.1 + 0.2, 2)).toBe('0.30')
    expect(rounded(-2.345, 2)).toBe('-2.35')
    expect(rounded(0.004, 2)).toBe('0.00')
    expect(rounded(0.005, 2)).toBe('0.01')
    expect(rounded(-0.001, 2)).toBe('0.00')
    expect(rounded(999999999999.99, 2)).toBe('999999999999.99')
    expect(rounded(123456, 0)).toBe('123456')
    expect(rounded(0.5, 0)).toBe('1')
    expect(rounded(99.995, 2)).toBe('100.00')
  })
  it('are written in words as cheques are', () => {
    expect(moneyInWords('1200.50')).toBe('壹仟贰佰元伍角')
    expect(moneyInWords('0.00')).toBe('零元整')
    expect(moneyInWords('10001.05')).toBe('壹万零壹元零伍分')
    expect(moneyInWords('100000000')).toBe('壹亿元整')
    expect(moneyInWords('325.04')).toBe('叁佰贰拾伍元零肆分')
    expect(moneyInWords('107000.53')).toBe('壹拾万柒仟元伍角叁分')
    expect(moneyInWords('-16409.02')).toBe('负壹万陆仟肆佰零玖元零贰分')
    expect(moneyInWords('0.35')).toBe('叁角伍分')
    expect(moneyInWords('100000001')).toBe('壹亿零壹元整')
  })
})
