import type { Types } from '@/api/types'

export type SeriesRow = Types['SeriesRow']
export type LedgerRow = Types['LedgerRow']
export type NumberGap = Types['NumberGap']
