import { ChatLineSquare, Checked, DataLine, Document, DocumentAdd, Memo, Stamp, Tickets } from '@element-plus/icons-vue'
import type { DeskView, Module } from '@/shell/module'

const desk = (title: string, sheet: string, completes: string[]): DeskView => ({
  title,
  body: () => import('./DocumentDesk.vue'),
  tabs: [
    { id: 'sheet', title: sheet, view: () => import('./DocumentSheet.vue') },
    { id: 'versions', title: '留痕', view: () => import('./DocumentVersions.vue') },
  ],
  actions: () => import('./DocumentActs.vue'),
  completes,
})

export default {
  id: 'documents',
  title: '公文',
  menu: [
    {
      group: 'office',
      title: '发文',
      to: '/documents/outgoing',
      icon: Document,
      permissions: ['documents.draft'],
      order: 1,
    },
    {
      group: 'office',
      title: '收文',
      to: '/documents/incoming',
      icon: Tickets,
      permissions: ['documents.draft'],
      order: 2,
    },
    {
      group: 'office',
      title: '签报',
      to: '/documents/memo',
      icon: DocumentAdd,
      permissions: ['documents.draft'],
      order: 3,
    },
    {
      group: 'office',
      title: '请示与答复',
      to: '/documents/requests',
      icon: ChatLineSquare,
      permissions: ['documents.draft'],
      order: 3.5,
    },
    {
      group: 'office',
      title: '字号核对',
      to: '/documents/number-checks',
      icon: Checked,
      permissions: ['documents.check-numbers'],
      order: 8.5,
    },
    {
      group: 'office',
      title: '公文统计',
      to: '/documents/statistics',
      icon: DataLine,
      permissions: ['documents.statistics'],
      order: 8.6,
    },
    {
      group: 'office',
      title: '印章台账',
      to: '/documents/seals',
      icon: Stamp,
      permissions: ['documents.seal', 'documents.manage-seals'],
      order: 8,
    },
    {
      group: 'office',
      title: '用印登记',
      to: '/documents/seals/uses',
      icon: Memo,
      permissions: ['documents.seal', 'documents.manage-seals'],
      order: 8,
    },
  ],
  routes: [
    {
      path: '/documents/:flow(outgoing|incoming|memo)',
      component: () => import('./DocumentListPage.vue'),
      meta: { title: '公文' },
    },
    {
      path: '/documents/registration',
      component: () => import('./RegistrationPage.vue'),
      meta: { title: '登记纸质来文' },
    },
    {
      path: '/documents/number-checks',
      component: () => import('./NumberCheckPage.vue'),
      meta: { title: '发文字号核对' },
    },
    { path: '/documents/statistics', component: () => import('./StatisticsPage.vue'), meta: { title: '公文统计' } },
    { path: '/documents/requests', component: () => import('./RequestsPage.vue'), meta: { title: '请示与答复' } },
    { path: '/documents/seals', component: () => import('./SealListPage.vue'), meta: { title: '印章台账' } },
    { path: '/documents/seals/uses', component: () => import('./SealUsePage.vue'), meta: { title: '用印登记' } },
    { path: '/documents/seals/:id(\\d+)', component: () => import('./SealPage.vue'), meta: { title: '印章' } },
    { path: '/documents/:id(\\d+)', component: () => import('./DocumentPage.vue'), meta: { title: '公文' } },
  ],
  deskViews: {
    'documents.outgoing': desk('发文', '稿纸', ['sign', 'number', 'recheck', 'typeset', 'seal', 'distribute']),
    'documents.incoming': desk('收文', '处理单', ['propose', 'close']),
    'documents.memo': desk('签报', '签报单', ['result']),
  },
} satisfies Module
