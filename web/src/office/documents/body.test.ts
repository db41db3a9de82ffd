import { describe, expect, it } from 'vitest'
import { chinese, numbered } from './body'

describe('headings of a body', () => {
  it('count in Chinese as officials write it', () => {
    expect([1, 10, 11, 20, 21, 100, 101, 110, 112].map(chinese)).toEqual([
      '一',
      '十',
      '十一',
      '二十',
      '二十一',
      '一百',
      '一百零一',
      '一百一十',
      '一百一十二',
    ])
  })

  it('start anew below a higher heading', () => {
    const heading = (level: number) => ({ type: 'heading', attrs: { level }, content: [{ type: 'text', text: '题' }] })
    const blocks = numbered({ content: [1, 2, 2, 3, 1, 2].map(heading) })

    expect(blocks.map((block) => block.number)).toEqual(['一、', '（一）', '（二）', '1.', '二、', '（一）'])
  })

  it('are none in an empty body', () => {
    expect(numbered(null)).toEqual([])
  })
})
