import { expect, test } from 'vitest'
import { fileName } from './download'

test('a Chinese file name is read from the header', () => {
  expect(fileName('attachment; filename="=?UTF-8?Q?x?="; filename*=UTF-8\'\'%E6%9F%A5%E8%AF%A2-2026.xlsx')).toBe(
    '查询-2026.xlsx',
  )
})

test('an answer without a name is kept all the same', () => {
  expect(fileName(null)).toBe('导出')
})
