import { Collection } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'

export default {
  id: 'numbering',
  title: '编号',
  menu: [
    {
      group: 'office',
      title: '号簿',
      to: '/numbering',
      icon: Collection,
      order: 60,
      permissions: ['numbering.read', 'numbering.manage'],
    },
  ],
  routes: [{ path: '/numbering', component: () => import('./NumberingPage.vue'), meta: { title: '号簿' } }],
} satisfies Module
