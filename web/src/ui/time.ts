/** Moments are shown in the bureau's time, whatever the machine thinks. */
const ZONE = 'Asia/Shanghai'

const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function split(at: Date): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(at).map((part) => [part.type, part.value]))
}

/** 2026-11-23 */
export function day(at: string | number | Date): string {
  const { year, month, day } = split(new Date(at))
  return `${year}-${month}-${day}`
}

/** 17:30 */
export function clock(at: string | number | Date): string {
  const { hour, minute } = split(new Date(at))
  return `${hour}:${minute}`
}

/** 2026-11-23 17:30 */
export const moment = (at: string | number | Date) => `${day(at)} ${clock(at)}`

/** 2026-11-23 17:30:05 */
export const seconds = (at: string | number | Date) =>
  `${moment(at)}:${String(new Date(at).getUTCSeconds()).padStart(2, '0')}`

/** The moment a legal day begins and the one it ends, from 2026-11-23; the bureau's time has had no summer time since 1991. */
export const dayStart = (date: string) => new Date(`${date}T00:00:00+08:00`).toISOString()
export const dayEnd = (date: string) => new Date(Date.parse(dayStart(date)) + DAY).toISOString()

const DAY = 86_400_000
const dayNumber = (at: Date) => Math.floor((at.getTime() + 8 * 3_600_000) / DAY)

/** For lists: 09:12 today, 昨天 09:12, 明天 17:30, 11-20 in this year, else the whole date. */
export function near(at: string | number | Date, now = new Date()): string {
  const then = new Date(at)
  const days = dayNumber(then) - dayNumber(now)
  if (days === 0) return `今天 ${clock(then)}`
  if (days === -1) return `昨天 ${clock(then)}`
  if (days === 1) return `明天 ${clock(then)}`
  return day(then).slice(0, 4) === day(now).slice(0, 4) ? `${day(then).slice(5)} ${clock(then)}` : day(then)
}

/** 剩 2 小时, 剩 3 天, 超期 1 天: by the clock on the wall; the exact moment stands in the title. */
export function left(due: string | number | Date, now = new Date()): { text: string; light: Light } {
  const ms = new Date(due).getTime() - now.getTime()
  const size = Math.abs(ms)
  const amount =
    size < 3_600_000
      ? `${Math.max(1, Math.round(size / 60_000))} 分钟`
      : size < DAY
        ? `${Math.round(size / 3_600_000)} 小时`
        : `${Math.floor(size / DAY)} 天`
  if (ms < 0) return { text: `超期 ${amount}`, light: 'over' }
  return { text: `剩 ${amount}`, light: ms < 4 * 3_600_000 ? 'urgent' : ms < 2 * DAY ? 'soon' : 'calm' }
}

export type Light = 'calm' | 'soon' | 'urgent' | 'over'

/** 3 小时 20 分 from seconds or an ISO 8601 duration (PT3H20M). */
export function span(length: number | string): string {
  const seconds = typeof length === 'number' ? length : isoSeconds(length)
  const minutes = Math.round(seconds / 60)
  if (minutes < 1) return '不足 1 分钟'
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const rest = minutes % 60
  if (days) return hours ? `${days} 天 ${hours} 小时` : `${days} 天`
  if (hours) return rest ? `${hours} 小时 ${rest} 分` : `${hours} 小时`
  return `${minutes} 分钟`
}

function isoSeconds(text: string): number {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text)
  if (!found) return 0
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = found
  return Number(days) * 86400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}

/** 1.2 MB */
export function bytes(size: number): string {
  if (size < 1024) return `${size} B`
  if (size < 1024 * 1024) return `${(size / 1024).toFixed(0)} KB`
  return `${(size / 1024 / 1024).toFixed(1)} MB`
}

export const count = (value: number) => value.toLocaleString('zh-CN')
