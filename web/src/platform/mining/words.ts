import type { NodeFigures } from './api'

const whole = new Intl.NumberFormat('zh-CN')

export const count = (value: number) => whole.format(value)

/** 0.4 小时, 12.5 小时: hours of working time. */
export const hours = (value: number) => `${value < 100 ? value.toFixed(1) : whole.format(Math.round(value))} 小时`

/** 98.6% */
export const percent = (value: number) => `${(value * 100).toFixed(1)}%`

/** +12.0%, −3.4%, or 持平: how far from before. */
export function change(before: number, after: number): string {
  if (before === 0) return after === 0 ? '持平' : '新增'
  const share = (after - before) / before
  if (Math.abs(share) < 0.0005) return '持平'
  return `${share > 0 ? '+' : '−'}${(Math.abs(share) * 100).toFixed(1)}%`
}

export interface HeatMeasure {
  id: string
  title: string
  of: (node: NodeFigures) => number
  text: (node: NodeFigures) => string
}

/** What the diagram may be coloured by. */
export const heatMeasures: HeatMeasure[] = [
  { id: 'wait', title: '等候时长', of: (n) => n.waitHours, text: (n) => hours(n.waitHours) },
  { id: 'touch', title: '办理时长', of: (n) => n.touchHours, text: (n) => hours(n.touchHours) },
  { id: 'visits', title: '件数', of: (n) => n.visits, text: (n) => `${count(n.visits)} 件` },
  { id: 'late', title: '超期率', of: (n) => n.lateShare, text: (n) => percent(n.lateShare) },
  { id: 'returned', title: '退回率', of: returnedShare, text: (n) => percent(returnedShare(n)) },
  { id: 'open', title: '在办', of: (n) => n.open, text: (n) => `${count(n.open)} 件` },
]

export function returnedShare(node: NodeFigures): number {
  return node.visits === 0 ? 0 : node.returned / node.visits
}

export const alarmMeasures = [
  { id: 'LATE_SHARE', title: '超期率', unit: '%', start: 10 },
  { id: 'RETURN_SHARE', title: '退回率', unit: '%', start: 20 },
  { id: 'CASE_HOURS', title: '平均办理时长', unit: '小时', start: 40 },
  { id: 'OLDEST_OPEN_HOURS', title: '最久未办环节时长', unit: '小时', start: 26 },
  { id: 'RUNNING', title: '在办件数', unit: '件', start: 50 },
] as const

export const lights = {
  RED: { tone: 'bad', title: '有超期' },
  AMBER: { tone: 'warn', title: '曾超期' },
  GREEN: { tone: 'ok', title: '正常' },
  NONE: { tone: 'plain', title: '无办件' },
} as const
