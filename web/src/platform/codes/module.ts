import { Tickets } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'

export default {
  id: 'codes',
  title: '字典',
  menu: [
    {
      group: 'platform',
      title: '字典',
      to: '/codes',
      icon: Tickets,
      order: 40,
      permissions: ['codes.manage', 'forms.design'],
    },
  ],
  routes: [{ path: '/codes', component: () => import('./CodesPage.vue'), meta: { title: '字典' } }],
} satisfies Module
