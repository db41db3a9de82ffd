export interface SeriesRow {
  code: string
  name: string
  kindTerm: string
  example: string
  last: number
  used: number
  gaps: number
}

export interface LedgerRow {
  id: number
  series: string
  year: number
  number: number
  text: string
  state: string
  stateTerm: string
  module: string | null
  record: number | null
  takenByName: string
  takenAt: string
  reason: string | null
}

export interface NumberGap {
  series: string
  year: number
  number: number
  text: string
  reason: string | null
  explained: boolean
}
