type Tone = 'ok' | 'warn' | 'bad' | 'plain' | 'info'

const tones: Record<string, Tone> = { DRAFT: 'plain', RUNNING: 'info', APPROVED: 'ok', REFUSED: 'bad', VOID: 'plain' }
export const stateTone = (state: string): Tone => tones[state] ?? 'plain'

export const states = [
  { value: '', title: '全部' },
  { value: 'DRAFT', title: '草稿' },
  { value: 'RUNNING', title: '审批中' },
  { value: 'APPROVED', title: '已批准' },
  { value: 'REFUSED', title: '未批准' },
  { value: 'VOID', title: '已作废' },
]
