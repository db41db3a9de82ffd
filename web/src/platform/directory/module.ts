import { OfficeBuilding } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'

export default {
  id: 'directory',
  title: '组织人员',
  menu: [{ group: 'platform', title: '组织人员', to: '/directory', icon: OfficeBuilding, order: 10 }],
  routes: [
    {
      path: '/directory/:unit(\\d+)?',
      component: () => import('./DirectoryPage.vue'),
      meta: { title: '组织人员', panes: true },
    },
    { path: '/directory/people/:person(\\d+)', component: () => import('./PersonPage.vue'), meta: { title: '人员' } },
  ],
} satisfies Module
