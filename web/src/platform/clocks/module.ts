import { Calendar } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'

export default {
  id: 'clocks',
  title: '时限',
  menu: [{ group: 'platform', title: '工作日与时限', to: '/clocks', icon: Calendar, order: 20 }],
  routes: [{ path: '/clocks', component: () => import('./ClocksPage.vue'), meta: { title: '工作日与时限' } }],
} satisfies Module
