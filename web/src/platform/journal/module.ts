import { Notebook } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'

export default {
  id: 'journal',
  title: '履历',
  menu: [
    { group: 'platform', title: '履历', to: '/journal', icon: Notebook, order: 30, permissions: ['journal.read'] },
  ],
  routes: [{ path: '/journal', component: () => import('./JournalPage.vue'), meta: { title: '履历' } }],
} satisfies Module
