import { FolderChecked } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'

export default {
  id: 'archives',
  title: '档案',
  menu: [
    {
      group: 'office',
      title: '档案',
      to: '/archives/items',
      icon: FolderChecked,
      permissions: ['archives.read'],
      order: 9,
    },
  ],
  routes: [
    { path: '/archives/items', component: () => import('./ItemListPage.vue'), meta: { title: '档案' } },
    { path: '/archives/items/:id(\\d+)', component: () => import('./ItemPage.vue'), meta: { title: '档案' } },
  ],
} satisfies Module
