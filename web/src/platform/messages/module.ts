import { Bell } from '@element-plus/icons-vue'
import { get } from '@/api/http'
import type { Types } from '@/api/types'
import type { Module } from '@/shell/module'

export default {
  id: 'messages',
  title: '消息',
  menu: [{ group: 'desk', title: '消息', to: '/messages', icon: Bell, count: 'messages', order: 8 }],
  counts: async () => {
    const { unread } = await get<Types['Counts']>('/api/messages/counts')
    return { messages: unread }
  },
  routes: [{ path: '/messages', component: () => import('./MessagesPage.vue'), meta: { title: '消息' } }],
} satisfies Module
