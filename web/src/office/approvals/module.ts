import { DataAnalysis, Grid, List, SetUp } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'

export default {
  id: 'approvals',
  title: '网上审批',
  menu: [
    {
      group: 'office',
      title: '事项目录',
      to: '/approvals/catalogue',
      icon: Grid,
      permissions: ['approvals.apply'],
      order: 4,
    },
    {
      group: 'office',
      title: '审批台账',
      to: '/approvals/requests',
      icon: List,
      permissions: ['approvals.apply'],
      order: 5,
    },
    {
      group: 'office',
      title: '审批分析',
      to: '/approvals/analysis',
      icon: DataAnalysis,
      permissions: ['approvals.apply'],
      order: 6,
    },
    {
      group: 'platform',
      title: '事项设计',
      to: '/approvals/kinds',
      icon: SetUp,
      permissions: ['approvals.design'],
      order: 30,
    },
  ],
  routes: [
    { path: '/approvals/catalogue', component: () => import('./CataloguePage.vue'), meta: { title: '事项目录' } },
    { path: '/approvals/requests', component: () => import('./RequestListPage.vue'), meta: { title: '审批台账' } },
    { path: '/approvals/requests/:id(\\d+)', component: () => import('./RequestPage.vue'), meta: { title: '申请' } },
    { path: '/approvals/analysis', component: () => import('./AnalysisPage.vue'), meta: { title: '审批分析' } },
    { path: '/approvals/kinds', component: () => import('./KindListPage.vue'), meta: { title: '事项设计' } },
    {
      path: '/approvals/keys',
      component: () => import('./TrustedKeysPage.vue'),
      meta: { title: '可信签名密钥' },
    },
    {
      path: '/approvals/kinds/:kind([a-z][a-z0-9-]*)',
      component: () => import('./KindPage.vue'),
      meta: { title: '事项设计' },
    },
  ],
  deskViews: {
    // one desk for all kinds of this module, also those that people design
    approvals: {
      title: '审批',
      body: () => import('./RequestDesk.vue'),
      tabs: [{ id: 'paper', title: '打印', view: () => import('./RequestPaper.vue') }],
      actions: () => import('./RequestActs.vue'),
    },
  },
} satisfies Module
