import { DataAnalysis } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'

export default {
  id: 'mining',
  title: '流程监控',
  menu: [
    {
      group: 'desk',
      title: '流程监控',
      to: '/mining',
      icon: DataAnalysis,
      permissions: ['mining.read'],
      order: 10,
    },
  ],
  routes: [
    { path: '/mining', component: () => import('./MiningListPage.vue'), meta: { title: '流程监控' } },
    { path: '/mining/logs', component: () => import('./MiningLogsPage.vue'), meta: { title: '外部日志' } },
    { path: '/mining/cases', component: () => import('./MiningCasesPage.vue'), meta: { title: '办件明细' } },
    { path: '/mining/processes/:kind', component: () => import('./MiningPage.vue'), meta: { title: '流程监控' } },
  ],
} satisfies Module
