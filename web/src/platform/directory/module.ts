import { OfficeBuilding, Stamp } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'
import { directory } from './api'

export default {
  id: 'directory',
  title: '组织人员',
  menu: [
    { group: 'platform', title: '组织人员', to: '/directory', icon: OfficeBuilding, order: 10 },
    {
      group: 'platform',
      title: '权限变更',
      to: '/directory/rights',
      icon: Stamp,
      order: 11,
      permissions: ['directory.read-rights'],
      count: 'directory.proposals',
    },
  ],
  routes: [
    {
      path: '/directory/:unit(\\d+)?',
      component: () => import('./DirectoryPage.vue'),
      meta: { title: '组织人员', panes: true },
    },
    { path: '/directory/people/:person(\\d+)', component: () => import('./PersonPage.vue'), meta: { title: '人员' } },
    { path: '/directory/rights', component: () => import('./RightsPage.vue'), meta: { title: '权限变更' } },
  ],
  counts: async () => ({ 'directory.proposals': (await directory.waiting()).waiting }),
} satisfies Module
