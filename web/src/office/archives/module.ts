import { Connection, DataAnalysis, DeleteLocation, Files, FolderChecked, Reading } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'
import { useSession } from '@/shell/session'
import { archives } from './api'

export default {
  id: 'archives',
  title: '档案',
  menu: [
    {
      group: 'office',
      title: '档案',
      to: '/archives/items',
      icon: FolderChecked,
      permissions: ['archives.read'],
      order: 9,
    },
    {
      group: 'office',
      title: '档案利用',
      to: '/archives/loans',
      icon: Reading,
      permissions: ['archives.read'],
      count: 'loansToDecide',
      order: 9.5,
    },
    {
      group: 'office',
      title: '归档整理',
      to: '/archives/arrangement',
      icon: Files,
      permissions: ['archives.file'],
      order: 10,
    },
    {
      group: 'office',
      title: '鉴定销毁',
      to: '/archives/disposal',
      icon: DeleteLocation,
      permissions: ['archives.file', 'archives.approve-disposal', 'archives.hold'],
      order: 10.5,
    },
    {
      group: 'office',
      title: '移交和接收',
      to: '/archives/transfers',
      icon: Connection,
      permissions: ['archives.file'],
      order: 10.6,
    },
    {
      group: 'office',
      title: '盘点和统计',
      to: '/archives/counting',
      icon: DataAnalysis,
      permissions: ['archives.file'],
      order: 10.7,
    },
  ],
  counts: async () =>
    useSession().may('archives.read')
      ? { loansToDecide: (await archives.loanCounts()).decide }
      : ({} as Record<string, number>),
  routes: [
    { path: '/archives/items', component: () => import('./ItemListPage.vue'), meta: { title: '档案' } },
    { path: '/archives/items/:id(\\d+)', component: () => import('./ItemPage.vue'), meta: { title: '档案' } },
    { path: '/archives/catalogue', component: () => import('./CataloguePage.vue'), meta: { title: '档案目录' } },
    { path: '/archives/loans', component: () => import('./LoanListPage.vue'), meta: { title: '档案利用' } },
    { path: '/archives/loans/:id(\\d+)', component: () => import('./LoanPage.vue'), meta: { title: '借阅单' } },
    { path: '/archives/arrangement', component: () => import('./ArrangementPage.vue'), meta: { title: '归档整理' } },
    { path: '/archives/batches', component: () => import('./BatchListPage.vue'), meta: { title: '整理批次' } },
    { path: '/archives/batches/:id(\\d+)', component: () => import('./BatchPage.vue'), meta: { title: '整理批次' } },
    { path: '/archives/disposal', component: () => import('./DisposalDeskPage.vue'), meta: { title: '鉴定销毁' } },
    {
      path: '/archives/appraisals/:id(\\d+)',
      component: () => import('./AppraisalPage.vue'),
      meta: { title: '到期鉴定' },
    },
    {
      path: '/archives/disposals/:id(\\d+)',
      component: () => import('./DisposalPage.vue'),
      meta: { title: '销毁清册' },
    },
    { path: '/archives/transfers', component: () => import('./TransferDeskPage.vue'), meta: { title: '移交和接收' } },
    {
      path: '/archives/transfers/:id(\\d+)',
      component: () => import('./TransferPage.vue'),
      meta: { title: '移交' },
    },
    {
      path: '/archives/receptions/:id(\\d+)',
      component: () => import('./ReceptionPage.vue'),
      meta: { title: '接收' },
    },
    { path: '/archives/counting', component: () => import('./CountingPage.vue'), meta: { title: '盘点和统计' } },
    {
      path: '/archives/stocktakes/:id(\\d+)',
      component: () => import('./StocktakePage.vue'),
      meta: { title: '盘点' },
    },
    { path: '/archives/boxes', component: () => import('./BoxListPage.vue'), meta: { title: '档案盒' } },
    { path: '/archives/inspections', component: () => import('./InspectionListPage.vue'), meta: { title: '四性检测' } },
    {
      path: '/archives/inspections/:id(\\d+)',
      component: () => import('./InspectionPage.vue'),
      meta: { title: '四性检测报告' },
    },
  ],
} satisfies Module
