import { get, post, put } from '@/api/http'
import type { Page } from '@/api/page'
import type { Types } from '@/api/types'

export type ItemRow = Types['ItemRow']
export type ItemView = Types['ItemView']
export type Retention = Types['Retention']
export type Verification = Types['Verification']
export type Correction = Types['Correction']
export type CandidateRow = Types['CandidateRow']
export type BatchView = Types['BatchView']
export type BoxRow = Types['BoxRow']
export type CatalogueLine = Types['CatalogueLine']
export type UseRule = Types['UseRule']
export type LoanRow = Types['LoanRow']
export type LoanView = Types['LoanView']
export type LoanMode = Types['LoanApplication']['mode']
export type UsePurpose = Types['LoanApplication']['purpose']
export type DueItem = Types['DueItem']
export type AppraisalView = Types['AppraisalView']
export type DisposalView = Types['DisposalView']
export type PackageRow = Types['PackageRow']
export type ReceptionView = Types['ReceptionView']
export type TransferView = Types['TransferView']
export type NewMedium = Types['NewMedium']
export type CountOutcome = Types['Counted']['outcome']
export type Report = Types['InspectionReport']

type Query = Record<string, string | number | undefined>
const at = '/api/archives'

export const archives = {
  retentions: () => get<Retention[]>(`${at}/retentions`),
  items: (query: Query) => get<Page<ItemRow>>(`${at}/items`, query),
  item: (id: number) => get<ItemView>(`${at}/items/${id}`),
  verify: (id: number) => get<Verification>(`${at}/items/${id}/verification`),
  file: (key: string, body: Types['Filing']) => post<Types['Filed']>(`${at}/items`, body, { key }),
  corrections: (id: number) => get<Correction[]>(`${at}/items/${id}/corrections`),
  correct: (key: string, id: number, body: Types['ItemCorrection']) =>
    post(`${at}/items/${id}/corrections`, body, { key }),
  candidates: (query: Query) => get<Page<CandidateRow>>(`${at}/candidates`, query),
  counts: () => get<Types['PoolCounts']>(`${at}/candidates/counts`),
  decide: (key: string, id: number, body: Types['CandidateDecision']) =>
    put(`${at}/candidates/${id}/decision`, body, { key }),
  batches: () => get<Types['BatchRow'][]>(`${at}/batches`),
  batch: (id: number) => get<BatchView>(`${at}/batches/${id}`),
  openBatch: (key: string, body: Types['NewBatch']) => post<Types['OpenedBatch']>(`${at}/batches`, body, { key }),
  arrange: (key: string, id: number, candidates: number[]) =>
    put(`${at}/batches/${id}/candidates`, { candidates }, { key }),
  number: (key: string, id: number, handOverBy: number) => put(`${at}/batches/${id}/numbers`, { handOverBy }, { key }),
  inspectBatch: (key: string, id: number) => put<Report>(`${at}/batches/${id}/inspection`, {}, { key }),
  handOver: (key: string, id: number) => put(`${at}/batches/${id}/handover`, {}, { key }),
  fileBatch: (key: string, id: number) => put<Types['FiledBatch']>(`${at}/batches/${id}/filing`, {}, { key }),
  pack: (key: string, id: number, thicknessMm: number) =>
    put<Types['Packed']>(`${at}/batches/${id}/boxes`, { thicknessMm }, { key }),
  boxes: () => get<BoxRow[]>(`${at}/boxes`),
  checkBox: (key: string, id: number, note: string) => put(`${at}/boxes/${id}/check`, { note }, { key }),
  placeBox: (key: string, id: number, place: Types['BoxPlace']) => put(`${at}/boxes/${id}/place`, place, { key }),
  inspections: (query: Query) => get<Types['ReportRow'][]>(`${at}/inspections`, query),
  inspection: (id: number) => get<Report>(`${at}/inspections/${id}`),
  inspectItem: (key: string, id: number) => post<Report>(`${at}/items/${id}/inspections`, {}, { key }),
  preflight: (document: number) => get<Types['Preflight']>(`${at}/preflights/${document}`),
  catalogue: (query: Query) => get<Page<CatalogueLine>>(`${at}/catalogue`, query),
  useRules: () => get<UseRule[]>(`${at}/userules`),
  askLoan: (key: string, body: Types['LoanApplication']) => post<Types['OpenedLoan']>(`${at}/loans`, body, { key }),
  loans: (query: Query) => get<Page<LoanRow>>(`${at}/loans`, query),
  loanCounts: () => get<Types['LoanCount']>(`${at}/loans/counts`),
  loan: (id: number) => get<LoanView>(`${at}/loans/${id}`),
  decideLoan: (key: string, id: number, body: Types['LoanDecision']) =>
    put(`${at}/loans/${id}/decision`, body, { key }),
  moveLoan: (key: string, id: number, act: 'withdrawal' | 'handing-out' | 'renewal') =>
    put(`${at}/loans/${id}/${act}`, {}, { key }),
  returnLoan: (key: string, id: number, condition: string) => put(`${at}/loans/${id}/return`, { condition }, { key }),
  tellEffect: (key: string, id: number, effect: string) => put(`${at}/loans/${id}/effect`, { effect }, { key }),
  due: () => get<DueItem[]>(`${at}/due`),
  appraisals: () => get<Types['Appraisal'][]>(`${at}/appraisals`),
  appraisal: (id: number) => get<AppraisalView>(`${at}/appraisals/${id}`),
  openAppraisal: (key: string, body: Types['NewAppraisal']) =>
    post<Types['OpenedAppraisal']>(`${at}/appraisals`, body, { key }),
  giveOpinions: (key: string, id: number, opinions: Types['GivenOpinion'][]) =>
    put(`${at}/appraisals/${id}/opinions`, { opinions }, { key }),
  conclude: (key: string, id: number) =>
    put<Types['AppraisalConclusion']>(`${at}/appraisals/${id}/conclusion`, {}, { key }),
  disposals: () => get<Types['DisposalRow'][]>(`${at}/disposals`),
  disposal: (id: number) => get<DisposalView>(`${at}/disposals/${id}`),
  decideDisposal: (key: string, id: number, body: Types['DisposalDecision']) =>
    put(`${at}/disposals/${id}/decision`, body, { key }),
  nameSupervisors: (key: string, id: number, people: number[]) =>
    put(`${at}/disposals/${id}/supervisors`, { people }, { key }),
  keepItem: (key: string, id: number, body: Types['KeptItem']) =>
    put(`${at}/disposals/${id}/kept-items`, body, { key }),
  confirmDestruction: (key: string, id: number) =>
    put<Types['Destruction']>(`${at}/disposals/${id}/confirmation`, {}, { key }),
  holds: (item?: number) => get<Types['HoldRow'][]>(`${at}/holds`, { item }),
  hold: (key: string, item: number, reason: string) =>
    post<Types['NewHold']>(`${at}/items/${item}/holds`, { reason }, { key }),
  liftHold: (key: string, id: number, reason: string) => put(`${at}/holds/${id}/lifting`, { reason }, { key }),
  packages: () => get<PackageRow[]>(`${at}/packages`),
  makePackage: (key: string, body: Types['NewPackage']) => post<PackageRow>(`${at}/packages`, body, { key }),
  receptions: () => get<Types['ReceptionRow'][]>(`${at}/receptions`),
  receive: (key: string, file: number) => post<Types['Arrived']>(`${at}/receptions`, { file }, { key }),
  reception: (id: number) => get<ReceptionView>(`${at}/receptions/${id}`),
  moveReception: (key: string, id: number, act: 'inspection' | 'acceptance') =>
    put(`${at}/receptions/${id}/${act}`, {}, { key }),
  refuseReception: (key: string, id: number, reason: string) =>
    put(`${at}/receptions/${id}/refusal`, { reason }, { key }),
  transferDesk: () => get<Types['TransferDesk']>(`${at}/transfers/desk`),
  transfers: () => get<Types['TransferRow'][]>(`${at}/transfers`),
  waitingTransfers: () => get<Types['TransferRow'][]>(`${at}/transfers/waiting`),
  transfer: (id: number) => get<TransferView>(`${at}/transfers/${id}`),
  sendTransfer: (key: string, body: Types['NewTransfer']) =>
    post<Types['OpenedTransfer']>(`${at}/transfers`, body, { key }),
  fetchTransfer: (key: string, id: number) =>
    put<Types['FetchedTransfer']>(`${at}/transfers/${id}/arrival`, {}, { key }),
  moveTransfer: (key: string, id: number, act: 'sending' | 'withdrawal') =>
    put(`${at}/transfers/${id}/${act}`, {}, { key }),
  outsideReceipt: (key: string, id: number, body: Types['OutsideReceipt']) =>
    put(`${at}/transfers/${id}/outside-receipt`, body, { key }),
  outsideFaults: (key: string, id: number, faults: string[]) =>
    put(`${at}/transfers/${id}/outside-faults`, { faults }, { key }),
  registerMedium: (key: string, id: number, body: NewMedium) => post(`${at}/transfers/${id}/media`, body, { key }),
  stocktakes: () => get<Types['StocktakeRow'][]>(`${at}/stocktakes`),
  stocktake: (id: number) => get<Types['StocktakeView']>(`${at}/stocktakes/${id}`),
  openStocktake: (key: string, body: Types['NewStocktake']) =>
    post<Types['OpenedStocktake']>(`${at}/stocktakes`, body, { key }),
  countItems: (key: string, id: number, body: Types['Counted']) => put(`${at}/stocktakes/${id}/counts`, body, { key }),
  resolveDifference: (key: string, id: number, body: Types['Resolution']) =>
    put(`${at}/stocktakes/${id}/resolutions`, body, { key }),
  closeStocktake: (key: string, id: number) => put(`${at}/stocktakes/${id}/closing`, {}, { key }),
  annual: (year: number) => get<Types['AnnualReport']>(`${at}/statistics/${year}`),
  enterAnnual: (key: string, year: number, body: Types['AnnualNumbers']) =>
    put(`${at}/statistics/${year}/entry`, body, { key }),
  chain: () => get<Types['ChainCheck']>(`${at}/chain`),
}

export const paperAddress = (path: string) => `${at}/${path}`
export const componentAddress = (item: number, position: number) => `${at}/items/${item}/components/${position}`
export const componentKinds: Record<string, string> = {
  BODY: '正文',
  RECORD: '版式正本（OFD）',
  ATTACHMENT: '附件',
  SHEET: '稿纸或处理单',
  TRAIL: '办理过程',
}
export const schedules: Record<string, string> = { ORGAN: '机关（8号令）', ENTERPRISE: '企业（10号令）' }
export const lights: Record<string, { tone: 'ok' | 'warn' | 'bad'; word: string }> = {
  GREEN: { tone: 'ok', word: '期限内' },
  YELLOW: { tone: 'warn', word: '三个月内到期' },
  ORANGE: { tone: 'warn', word: '一个月内到期' },
  RED: { tone: 'bad', word: '已超期' },
}
export const batchTone = (state: string) =>
  state === 'RETURNED' ? 'bad' : state === 'FILED' || state === 'CHECKED' || state === 'HANDED_OVER' ? 'ok' : 'info'
export const loanModes: Record<LoanMode, string> = {
  ONLINE: '在线阅览',
  COPY: '复制（可下载带水印的副本）',
  ORIGINAL: '借阅原件',
  TAKEN_OUT: '原件带出本单位',
}
export const usePurposes: Record<UsePurpose, string> = {
  WORK: '工作查考',
  HISTORY: '编史修志',
  JUDICIAL: '司法',
  AUDIT: '审计',
  DISCLOSURE: '信息公开',
}
export const loanActs: Record<string, string> = {
  READ: '阅览',
  COPIED: '下载副本',
  HANDED_OUT: '借出原件',
  RENEWED: '续借',
  RETURNED: '归还',
  EXPIRED: '到期结束',
  URGED: '逾期催还',
}
export const loanTone = (row: { state: string; overdue: boolean }) =>
  row.overdue || row.state === 'REFUSED'
    ? 'bad'
    : row.state === 'IN_USE'
      ? 'ok'
      : row.state === 'READY'
        ? 'warn'
        : 'info'
export const loanPage = (loan: number, position: number, page: number) =>
  `${at}/loans/${loan}/components/${position}/pages/${page}`
export const loanCopy = (loan: number, position: number) => `${at}/loans/${loan}/components/${position}/copy`
export const receptionTone = (state: string) =>
  state === 'ACCEPTED' ? 'ok' : state === 'REFUSED' ? 'bad' : state === 'CHECKED' ? 'warn' : 'info'
export const transferTone = (state: string) =>
  state === 'RECEIVED' ? 'ok' : state === 'RETURNED' ? 'bad' : state === 'SENT' ? 'warn' : 'info'
export const mediumKinds: Record<NewMedium['kind'], string> = {
  OPTICAL: '光盘',
  DISK: '硬盘',
  TAPE: '磁带',
  USB: '移动存储',
}
export const mediumCopies: Record<NewMedium['copy'], string> = {
  SEALED: '封存保管',
  SHARED: '查阅利用',
  OFFSITE: '异地保管',
}
export const countOutcomes: Partial<Record<CountOutcome, string>> = {
  MISSING: '缺少',
  MISPLACED: '放错位置',
  DAMAGED: '破损',
  PAGES: '页数不符',
}
export const disposalTone = (state: string) =>
  state === 'DESTROYED' ? 'ok' : state === 'REFUSED' ? 'bad' : state === 'LISTED' ? 'warn' : 'info'
