import { Key } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'

export default {
  id: 'rights',
  title: '权限查询',
  menu: [{ group: 'platform', title: '权限查询', to: '/rights', icon: Key, order: 12 }],
  routes: [{ path: '/rights', component: () => import('./RightsQuestionPage.vue'), meta: { title: '权限查询' } }],
} satisfies Module
