/**
 * The closed lists a step chooses from, the same words as `NodeSettings`, `Who`, `StepPolicy` and `Timing` on the server
 * (docs/how-to/write-a-process.md), each with the term people read.
 */
export interface Word {
  word: string
  title: string
  hint?: string
}

export interface WhoWord extends Word {
  /** What stands behind the colon. */
  argument?: 'role' | 'fact' | 'name'
  /** Only in 完整: belongs to code beside the process, or is seldom needed. */
  expert?: boolean
}

export const handlers: WhoWord[] = [
  { word: 'initiator', title: '发起人' },
  { word: 'initiator-department-head', title: '发起人的部门负责人' },
  { word: 'leader-in-charge', title: '分管领导', hint: '分管发起人所在部门的局领导' },
  { word: 'principal', title: '主要负责人' },
  { word: 'leaders', title: '局领导（全体）', hint: '主要负责人在前' },
  { word: 'role', title: '角色', argument: 'role', hint: '发起人所在单位中担任该角色的人员' },
  { word: 'chosen-by-previous', title: '由上一环节选定' },
  { word: 'person-fact', title: '表单中的人员', argument: 'fact' },
  { word: 'desk', title: '由业务给出', argument: 'name', expert: true, hint: '名称由业务模块约定' },
]

/** Where 由上一环节选定 chooses from. */
export const choices: WhoWord[] = [
  { word: 'leaders', title: '局领导' },
  { word: 'department-heads', title: '各部门负责人' },
  { word: 'unit-people', title: '本单位人员' },
  { word: 'department-people', title: '本部门人员' },
  { word: 'role', title: '某个角色的人员', argument: 'role' },
  { word: 'desk', title: '由业务给出', argument: 'name', expert: true },
]

export const modes: Word[] = [
  { word: 'one', title: '单人办理', hint: '由找到的第一位办理' },
  { word: 'any', title: '或签', hint: '一人办理即可' },
  { word: 'all', title: '会签', hint: '全部办理，可同时进行' },
  { word: 'sequence', title: '依次会签', hint: '按顺序逐人办理' },
  { word: 'vote', title: '票决', hint: '达到比例即通过' },
  { word: 'lead-assist', title: '主办协办', hint: '第一位主办，其余协办' },
]

export const verbs: Word[] = [
  { word: 'return', title: '退回' },
  { word: 'withdraw', title: '撤回' },
  { word: 'transfer', title: '转办' },
  { word: 'add-before', title: '前加签' },
  { word: 'add-after', title: '后加签' },
  { word: 'circulate', title: '传阅' },
  { word: 'schedule', title: '定时送出' },
  { word: 'batch', title: '批量办理' },
  { word: 'dictate', title: '代录意见' },
]

export const returns: Word[] = [
  { word: 'any', title: '任一已经过的环节' },
  { word: 'previous', title: '上一环节' },
  { word: 'initiator', title: '发起人' },
  { word: 'none', title: '不能退回' },
]

export const opinions: Word[] = [
  { word: 'required', title: '必填' },
  { word: 'optional', title: '可填' },
  { word: 'none', title: '不填' },
]

export const timeouts: Word[] = [
  { word: 'remind', title: '再次提醒' },
  { word: 'escalate', title: '报告上级', hint: '告诉下面选的人员' },
  { word: 'pass', title: '自动通过', hint: '按下面选的结果送出' },
  { word: 'return', title: '自动退回' },
  { word: 'hand-over', title: '改由他人办理' },
]

export const nobody: Word[] = [
  { word: 'refuse', title: '不能送出，提示补充人员' },
  { word: 'skip', title: '跳过本环节' },
  { word: 'admin', title: '交流程管理员' },
]

export const absences: Word[] = [
  { word: 'wait', title: '等其返回' },
  { word: 'substitute', title: '由其代理人办理' },
  { word: 'next', title: '由下一位在岗人员办理' },
]

export const repeats: Word[] = [
  { word: 'none', title: '照常办理' },
  { word: 'consecutive', title: '与上一环节同一人时自动通过' },
  { word: 'any', title: '之前已同意过的自动通过' },
]

export const fieldRights: Word[] = [
  { word: 'edit', title: '可改' },
  { word: 'required', title: '必填' },
  { word: 'read', title: '只读' },
  { word: 'hide', title: '隐藏' },
]

export const fileRights: Word[] = [
  { word: 'control', title: '可增删' },
  { word: 'edit', title: '可改内容' },
  { word: 'download', title: '可下载' },
  { word: 'read', title: '只能查看' },
  { word: 'hide', title: '隐藏' },
]

export const eachOf: Word[] = [
  { word: 'departments', title: '每个部门一件' },
  { word: 'units', title: '每个单位一件' },
  { word: 'rows', title: '明细每行一件' },
]

export const timeUnits: Word[] = [
  { word: 'working-days', title: '个工作日' },
  { word: 'working-hours', title: '个工作小时' },
  { word: 'calendar-days', title: '日（含节假日）' },
  { word: 'rule', title: '按时限规则' },
  { word: 'fact', title: '到表单中的日期' },
  { word: 'iso', title: 'ISO 8601 时长' },
]

export const titleOf = (list: Word[], word: string) => list.find((one) => one.word === word)?.title ?? word

/** Attributes of `http://jinye/bpmn` by what they stand on; unknown ones in a file are kept as they are. */
export const attributes = {
  step: [
    'who',
    'chooseFrom',
    'mode',
    'threshold',
    'weights',
    'clock',
    'opinion',
    'cell',
    'decisions',
    'returns',
    'verbs',
    'auto-pass',
    'nobody',
    'absent',
    'copy',
    'fields',
    'files',
  ],
  timeout: ['timeout', 'timeoutAfter', 'timeoutDecision', 'timeoutTarget'],
  service: ['service'],
  message: ['message', 'correlate'],
  call: ['each', 'wait', 'ratio', 'terminated', 'rest'],
} as const

export const attributeTitles: Record<string, string> = {
  name: '名称',
  type: '类型',
  documentation: '说明',
  who: '办理人',
  chooseFrom: '可选范围',
  mode: '办理方式',
  threshold: '通过比例',
  weights: '票数',
  clock: '限办',
  opinion: '意见',
  cell: '意见栏',
  decisions: '办理结果',
  returns: '可退回到',
  verbs: '可用操作',
  'auto-pass': '同一人重复办理',
  nobody: '找不到办理人',
  absent: '办理人外出',
  copy: '抄送',
  fields: '字段权限',
  files: '附件权限',
  timeout: '超时处理',
  timeoutAfter: '超时时间',
  timeoutDecision: '超时结果',
  timeoutTarget: '超时对象',
  service: '自动办理',
  message: '等待的消息',
  correlate: '消息对应的记录',
  each: '子办件范围',
  wait: '等待子办件',
  ratio: '办结比例',
  terminated: '子办件终止时',
  rest: '其余子办件',
  calledElement: '子办件类型',
  timing: '等待时间',
  condition: '条件',
  default: '默认出路',
  from: '起点',
  to: '终点',
}
