/** One term, one meaning: words shared by several screens, the same as in docs/glossary.md. */
export const terms = {
  platform: '湖南烟草专卖协同平台',
  todo: '待办',
  done: '已办',
  started: '我发起的',
  circulated: '传阅件',
  drafts: '草稿',
  followed: '关注',
  queue: '待认领',
  dictation: '代录',
  handOver: '工作移交',
  autoUrging: '自动催办',
  opinion: '意见',
  send: '送下一环节',
  return: '退回',
  withdraw: '撤回',
  transfer: '转办',
  addSigner: '加签',
  circulate: '传阅',
  urge: '催办',
  delegation: '委托',
  phrases: '常用语',
  allMatters: '全部办件',
} as const

export const urgencies: Record<string, string> = { PLAIN: '平件', URGENT: '加急', EXTRA_URGENT: '特急' }

export const levels: Record<string, string> = { PROVINCE: '省级', CITY: '市级', COUNTY: '县级' }
