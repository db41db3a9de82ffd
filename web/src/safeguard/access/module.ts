import { Lock, User } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'
import { access } from './api'

export default {
  id: 'access',
  title: '登录与账号',
  menu: [
    {
      group: 'platform',
      title: '账号',
      to: '/access/accounts',
      icon: User,
      order: 13,
      permissions: ['access.read-accounts'],
      count: 'access.accounts',
    },
    {
      group: 'platform',
      title: '安全参数',
      to: '/access/rules',
      icon: Lock,
      order: 60,
      permissions: ['access.set-rules'],
    },
  ],
  routes: [
    { path: '/access/accounts', component: () => import('./AccountsPage.vue'), meta: { title: '账号' } },
    { path: '/access/presences', component: () => import('./PresencesPage.vue'), meta: { title: '我的登录' } },
    { path: '/access/rules', component: () => import('./SecurityRulesPage.vue'), meta: { title: '安全参数' } },
    {
      path: '/access/duties',
      component: () => import('./DutiesPage.vue'),
      meta: { title: '登录前须办理', bare: true },
    },
  ],
  counts: async () => ({ 'access.accounts': (await access.waiting()).waiting }),
} satisfies Module
