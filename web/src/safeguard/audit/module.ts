import { View } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'
import { audit } from './api'

export default {
  id: 'audit',
  title: '安全审计',
  menu: [
    {
      group: 'platform',
      title: '安全审计',
      to: '/audit',
      icon: View,
      order: 31,
      permissions: ['audit.read'],
      count: 'audit.alerts',
    },
    {
      group: 'platform',
      title: '日志清理',
      to: '/audit/removals',
      icon: View,
      order: 32,
      permissions: ['audit.ask-removal', 'audit.approve-removal'],
    },
    {
      group: 'platform',
      title: '程序完整性',
      to: '/audit/integrity',
      icon: View,
      order: 33,
      permissions: ['audit.read', 'audit.accept-baseline'],
    },
  ],
  routes: [
    { path: '/audit/integrity', component: () => import('./IntegrityPage.vue'), meta: { title: '程序完整性' } },
    { path: '/audit', component: () => import('./AuditPage.vue'), meta: { title: '安全审计' } },
    { path: '/audit/removals', component: () => import('./AuditRemovalPage.vue'), meta: { title: '日志清理' } },
  ],
  counts: async () => ({ 'audit.alerts': (await audit.open()).open }),
} satisfies Module
