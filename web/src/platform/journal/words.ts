import { ways } from '@/safeguard/access/words'
import { modules } from '@/shell/modules'

/** Modules without a screen of their own. */
const hidden: Record<string, string> = { files: '文件', search: '检索' }

export const moduleTitle = (id: string) => modules.find((one) => one.id === id)?.title ?? hidden[id] ?? id

/** What the facts of an entry are called; a new one is shown under its own name. */
const facts: Record<string, string> = {
  after: '修改后',
  archiveNumber: '档号',
  authority: '机构',
  before: '修改前',
  boxes: '档案盒',
  cases: '案例数',
  changed: '变更人数',
  classCode: '机构（问题）',
  corrected: '有文字修正',
  count: '数量',
  days: '天数',
  decision: '决定',
  department: '内设机构',
  dictionary: '字典',
  dispatch: '分发编号',
  displaced: '退出的其他登录',
  document: '公文编号',
  due: '限办',
  effectiveFrom: '施行日期',
  entered: '登记人数',
  events: '事件数',
  failed: '不通过',
  family: '算法',
  field: '项目',
  file: '文件',
  fingerprint: '指纹',
  first: '起',
  flow: '公文流程',
  format: '格式',
  from: '来文单位',
  handling: '办理方式',
  holder: '持有者',
  how: '方式',
  inScope: '在归档范围',
  instruct: '送领导批示',
  items: '件数',
  kind: '类别',
  last: '止',
  leader: '分管领导',
  left: '保留的内容',
  leftOut: '略去人数',
  level: '级别',
  manifestSha256: '清单摘要',
  name: '名称',
  new: '新值',
  node: '环节',
  note: '说明',
  number: '号码',
  old: '旧值',
  opinion: '意见',
  pages: '页数',
  paper: '版式文件',
  passed: '通过',
  path: '请求',
  people: '人员',
  post: '岗位',
  purposes: '用途',
  question: '询问',
  reason: '原因',
  receivers: '接收单位数',
  recomputed: '重算件数',
  report: '检测报告',
  result: '结果',
  retention: '保管期限',
  role: '角色',
  rows: '条数',
  rule: '规则',
  seal: '印章',
  serial: '序列号',
  sha256: '摘要',
  source: '依据',
  standing: '包的来历',
  substitute: '代办人',
  target: '去向',
  term: '事由',
  text: '查询的词',
  title: '标题',
  to: '至',
  unit: '单位',
  until: '止',
  use: '用途',
  version: '版本',
  ways: '登录方式',
  why: '拒绝代码',
  year: '年度',
}

export const factTitle = (name: string) => facts[name] ?? name

export function factText(value: unknown, name = ''): string {
  if (name === 'ways')
    return String(value)
      .split('、')
      .map((way) => ways[way] ?? way)
      .join('、')
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.map((one) => factText(one)).join('、')
  if (value !== null && typeof value === 'object') return JSON.stringify(value)
  return String(value ?? '—')
}
