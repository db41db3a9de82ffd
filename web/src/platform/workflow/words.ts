/** Words for the states and modes that the workflow answers as codes. */
export const matterStates: Record<string, string> = {
  RUNNING: '办理中',
  SUSPENDED: '暂停',
  ENDED: '办结',
  TERMINATED: '终止',
}

export const assignmentStates: Record<string, string> = {
  WAITING: '等候',
  OFFERED: '未打开',
  OPENED: '办理中',
  DONE: '已办',
  WITHDRAWN: '已撤回',
  TRANSFERRED: '已转办',
  CANCELLED: '已取消',
}

export const roles: Record<string, string> = { LEAD: '主办', ASSIST: '协办', ADDED: '加签' }

export function matterTone(state: string): 'ok' | 'plain' | 'warn' | 'info' {
  if (state === 'ENDED') return 'ok'
  if (state === 'RUNNING') return 'info'
  return state === 'SUSPENDED' ? 'warn' : 'plain'
}
