import { Stamp } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'

export default {
  id: 'seals',
  title: '验章',
  menu: [{ group: 'office', title: '阅读与验章', to: '/seals', icon: Stamp, permissions: [], order: 9 }],
  routes: [{ path: '/seals', component: () => import('./SealCheckPage.vue'), meta: { title: '阅读与验章' } }],
} satisfies Module
