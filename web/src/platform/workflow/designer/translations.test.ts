import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { translate } from './translations'

it('every element that bpmn-js lets one change to has a Chinese name', () => {
  const source = readFileSync('node_modules/bpmn-js/lib/features/popup-menu/PopupEntries.js', 'utf8')
  const labels = [...source.matchAll(/label: '([A-Z][^']+)'/g)].map((match) => match[1]!)

  expect(labels.length).toBeGreaterThan(50)
  expect(labels.filter((label) => /[a-z]/.test(translate(label)))).toEqual([])
})

it('every hint of the palette and the pad is Chinese', () => {
  for (const file of ['palette/PaletteProvider', 'context-pad/ContextPadProvider']) {
    const source = readFileSync(`node_modules/bpmn-js/lib/features/${file}.js`, 'utf8')
    const hints = [...source.matchAll(/translate\(\s*'([^']+)'/g)].map((match) => match[1]!)
    expect(hints.length).toBeGreaterThan(5)
    expect(hints.filter((hint) => /[a-z]/.test(translate(hint)))).toEqual([])
  }
})

it('keeps what stands in braces', () => {
  expect(translate('Open {element}', { element: '子流程' })).toBe('打开 子流程')
  expect(translate('Timer boundary event (non-interrupting)')).toBe('定时边界事件（不中断）')
})
