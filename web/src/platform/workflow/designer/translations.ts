/** What bpmn-js says, in Chinese. Names of elements are put together from their parts below. */
const sentences: Record<string, string> = {
  'Activate create/remove space tool': '腾出或收回空间',
  'Activate global connect tool': '连线',
  'Activate hand tool': '移动画布',
  'Activate lasso tool': '框选',
  'Add lane above': '在上方添加泳道',
  'Add lane below': '在下方添加泳道',
  'Add text annotation': '添加注释',
  'Align elements': '对齐',
  'Align elements bottom': '下对齐',
  'Align elements center': '水平居中',
  'Align elements left': '左对齐',
  'Align elements middle': '垂直居中',
  'Align elements right': '右对齐',
  'Align elements top': '上对齐',
  'Append compensation activity': '添加补偿任务',
  'Append conditional intermediate catch event': '添加条件事件',
  'Append end event': '接结束',
  'Append gateway': '接分支',
  'Append intermediate/boundary event': '接中间事件',
  'Append message intermediate catch event': '接消息事件',
  'Append receive task': '接接收任务',
  'Append signal intermediate catch event': '接信号事件',
  'Append task': '接任务',
  'Append timer intermediate catch event': '接计时',
  'Change element': '更换类型',
  Collection: '集合',
  'Connect to other element': '连到其他环节',
  'Connect using association': '用关联线连接',
  'Connect using data input association': '用数据关联线连接',
  'Create data object reference': '数据对象',
  'Create data store reference': '数据存储',
  'Create end event': '结束事件',
  'Create expanded sub-process': '内嵌子流程',
  'Create gateway': '网关',
  'Create group': '分组框',
  'Create intermediate/boundary event': '中间事件或边界事件',
  'Create pool/participant': '参与者',
  'Create start event': '开始事件',
  'Create task': '任务',
  Delete: '删除',
  'Distribute elements horizontally': '水平均匀分布',
  'Distribute elements vertically': '垂直均匀分布',
  'Divide into three lanes': '分为三条泳道',
  'Divide into two lanes': '分为两条泳道',
  Loop: '循环',
  'Open {element}': '打开 {element}',
  'Parallel multi-instance': '并行多实例',
  'Participant multiplicity': '多个参与者',
  'Search in diagram': '在图中查找',
  'Sequential multi-instance': '顺序多实例',
  'Toggle non-interrupting': '是否中断',
  Search: '查找',
  'No matching elements found': '没有找到',
  'Alert target ID': '提醒对象',
  'Sequence flow': '连线',
  'Conditional flow': '条件连线',
  'Default flow': '默认连线',
  Task: '任务',
  'User task': '审批环节（用户任务）',
  'Service task': '自动办理（服务任务）',
  'Receive task': '等待消息（接收任务）',
  'Send task': '发送任务',
  'Manual task': '手工任务',
  'Script task': '脚本任务',
  'Business rule task': '业务规则任务',
  'Call activity': '子办件（调用活动）',
  Transaction: '事务子流程',
  'Exclusive gateway': '分支（排他网关）',
  'Parallel gateway': '并行网关',
  'Inclusive gateway': '包容网关',
  'Complex gateway': '复杂网关',
  'Event-based gateway': '事件网关',
  'Event based instantiating Gateway': '事件启动网关',
  'Parallel Event based instantiating Gateway': '并行事件启动网关',
  'Start event': '开始事件',
  'End event': '结束事件',
  'Boundary event': '边界事件',
  'Intermediate throw event': '中间抛出事件',
  'Data object reference': '数据对象',
  'Data store reference': '数据存储',
  'Empty pool/participant': '空参与者',
  'Expanded pool/participant': '展开的参与者',
}

const starts: [string, string][] = [
  ['Cancel', '取消'],
  ['Compensation', '补偿'],
  ['Conditional', '条件'],
  ['Error', '错误'],
  ['Escalation', '升级'],
  ['Link', '链接'],
  ['Message', '消息'],
  ['Signal', '信号'],
  ['Terminate', '终止'],
  ['Timer', '定时'],
  ['Ad-hoc', '临时'],
  ['Event', '事件'],
]
const ends: [string, string][] = [
  ['boundary event', '边界事件'],
  ['start event', '开始事件'],
  ['end event', '结束事件'],
  ['intermediate catch event', '中间捕获事件'],
  ['intermediate throw event', '中间抛出事件'],
  ['sub-process', '子流程'],
]
const states: Record<string, string> = {
  '(non-interrupting)': '（不中断）',
  '(collapsed)': '（折叠）',
  '(expanded)': '（展开）',
}

export function translate(text: string, replacements: Record<string, string> = {}): string {
  const chinese = sentences[text] ?? composed(text) ?? text
  return chinese.replace(/{([^}]+)}/g, (whole, key: string) => replacements[key] ?? whole)
}

/** `Timer boundary event (non-interrupting)` → 定时边界事件（不中断） */
function composed(text: string): string | undefined {
  const state = Object.keys(states).find((one) => text.endsWith(one)) ?? ''
  const plain = state ? text.slice(0, -state.length).trim() : text
  const tail = states[state] ?? ''
  if (plain.toLowerCase() === 'sub-process') return `内嵌子流程${tail}`
  const start = starts.find(([word]) => plain.startsWith(word + ' '))
  const end = start && ends.find(([word]) => plain === `${start[0]} ${word}`)
  return end && start[1] + end[1] + tail
}
