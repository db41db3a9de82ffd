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

export type SteeringVerb = 'suspend' | 'resume' | 'branches' | 'jump' | 'terminate' | 'reopen'

/** What administrators of handling may do to a whole matter. */
export const steering: Record<SteeringVerb, { title: string; note: string; done: string }> = {
  suspend: { title: '暂停办理', note: '暂停后任何人都不能办理本件，直至恢复。', done: '已暂停本件。' },
  resume: { title: '恢复办理', note: '恢复后由暂停前的办理人继续办理。', done: '已恢复办理。' },
  branches: {
    title: '增减分支',
    note: '并行办理时增加或者减去一个分支，其他分支的办理不受影响。',
    done: '已调整分支。',
  },
  jump: {
    title: '跳转环节',
    note: '现有环节全部结束，本件直接到所选的环节。并行的环节视为已经办完。',
    done: '已跳转。',
  },
  terminate: {
    title: '终止办理',
    note: '终止后本件从所有人的待办中移走，不再办理。已写的意见和办理过程保留。',
    done: '已终止本件。',
  },
  reopen: {
    title: '重新办理',
    note: '本件从所选的环节重新办理，由原来办理该环节的人接办。',
    done: '已重新开始办理。',
  },
}

/** What may be done to a matter in its state. */
export function steeringVerbs(state: string, reopenNodes: string[] = []): SteeringVerb[] {
  if (state === 'RUNNING') return ['suspend', 'branches', 'jump', 'terminate']
  if (state === 'SUSPENDED') return ['resume', 'terminate']
  return reopenNodes.length ? ['reopen'] : []
}

/** How waiting for sub-matters came to its end; the words of steps that people handle are terms already. */
export const waitEnds: Record<string, string> = { done: '均已办结', short: '办结数未达到要求' }
