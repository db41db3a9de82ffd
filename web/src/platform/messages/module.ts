import { Bell } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'

export default {
  id: 'messages',
  title: '消息',
  menu: [{ group: 'desk', title: '消息', to: '/messages', icon: Bell, order: 8 }],
  routes: [{ path: '/messages', component: () => import('./MessagesPage.vue'), meta: { title: '消息' } }],
} satisfies Module
