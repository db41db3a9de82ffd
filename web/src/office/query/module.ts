import { Search } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'

export default {
  id: 'query',
  title: '信息查询',
  menu: [{ group: 'office', title: '信息查询', to: '/query', icon: Search, order: 80, permissions: ['query.search'] }],
  routes: [{ path: '/query', component: () => import('./QueryPage.vue'), meta: { title: '信息查询' } }],
} satisfies Module
