import { modules } from '@/shell/modules'

/** Modules without a screen of their own. */
const hidden: Record<string, string> = { files: '文件', search: '检索' }

export const moduleTitle = (id: string) => modules.find((one) => one.id === id)?.title ?? hidden[id] ?? id

/** What the facts of an entry are called; a new one is shown under its own name. */
const facts: Record<string, string> = {
  archiveNumber: '档号',
  corrected: '有文字修正',
  count: '数量',
  days: '天数',
  decision: '决定',
  department: '内设机构',
  dispatch: '分发编号',
  document: '公文编号',
  due: '限办',
  effectiveFrom: '施行日期',
  entered: '登记人数',
  file: '文件',
  flow: '公文流程',
  format: '格式',
  from: '来文单位',
  handling: '办理方式',
  how: '方式',
  instruct: '送领导批示',
  kind: '类别',
  leader: '分管领导',
  level: '级别',
  name: '名称',
  node: '环节',
  number: '号码',
  pages: '页数',
  paper: '版式文件',
  path: '请求',
  people: '人员',
  post: '岗位',
  reason: '原因',
  receivers: '接收单位数',
  recomputed: '重算件数',
  result: '结果',
  retention: '保管期限',
  role: '角色',
  rows: '条数',
  rule: '规则',
  seal: '印章',
  source: '依据',
  substitute: '代办人',
  target: '去向',
  term: '事由',
  text: '查询的词',
  title: '标题',
  to: '至',
  unit: '单位',
  version: '版本',
  why: '拒绝代码',
  year: '年度',
}

export const factTitle = (name: string) => facts[name] ?? name

export function factText(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.map(factText).join('、')
  if (value !== null && typeof value === 'object') return JSON.stringify(value)
  return String(value ?? '—')
}
