import { get, put } from '@/api/http'
import type { Types } from '@/api/types'

export type CalendarYear = Types['CalendarYear']
export type Rule = Types['Rule']
export type ChangeRule = Types['ChangeRule']
export type Reckoned = Types['RuleReckoning']

export const units: Record<string, string> = {
  WORKING_DAYS: '个工作日',
  CALENDAR_DAYS: '日',
  WORKING_HOURS: '个工作小时',
  WORKING_MINUTES: '分钟（工作时间）',
  MINUTES: '分钟',
}

export const clocks = {
  calendar: (year: number) => get<CalendarYear>(`/api/clocks/calendar/${year}`),
  rules: () => get<Rule[]>('/api/clocks/rules'),
  change: (key: string, rule: Rule, change: ChangeRule) =>
    put<Rule>(`/api/clocks/rules/${encodeURIComponent(rule.id)}`, change, { key, version: rule.version }),
  reckon: (rule: string, start: string) => get<Reckoned>('/api/clocks/reckoning', { rule, start }),
  async loadSheet(key: string, year: number, source: string, sheet: File) {
    const { exchange, queryText } = await import('@/api/http')
    const { problemOf } = await import('@/api/problem')
    const response = await exchange(
      new Request(new URL(`/api/clocks/calendar/${year}/sheets${queryText({ source })}`, location.origin), {
        method: 'POST',
        headers: { 'Content-Type': 'text/csv', 'Idempotency-Key': key },
        body: await sheet.arrayBuffer(),
      }),
    )
    if (!response.ok) throw await problemOf(response)
    return (await response.json()) as Types['LoadedYear']
  },
}
