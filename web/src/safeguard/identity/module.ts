import { Connection, Grid } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'
import { useSession } from '@/shell/session'
import { identity } from './api'

export default {
  id: 'identity',
  title: '统一身份认证',
  menu: [
    { group: 'desk', title: '应用', to: '/identity/catalogue', icon: Grid, order: 19 },
    {
      group: 'safeguard',
      title: '应用登记',
      to: '/identity/applications',
      icon: Connection,
      permissions: ['identity.read-applications'],
      count: 'applicationTerms',
      order: 8,
    },
  ],
  counts: async () => {
    if (!useSession().may('identity.confirm-applications')) return { applicationTerms: 0 }
    return { applicationTerms: (await identity.waiting()).waiting }
  },
  routes: [
    { path: '/identity/catalogue', component: () => import('./CataloguePage.vue'), meta: { title: '应用' } },
    {
      path: '/identity/consent',
      component: () => import('./ConsentPage.vue'),
      meta: { title: '同意提供信息', bare: true },
    },
    {
      path: '/identity/applications',
      component: () => import('./ApplicationListPage.vue'),
      meta: { title: '应用登记' },
    },
    {
      path: '/identity/applications/:id(\\d+)',
      component: () => import('./ApplicationPage.vue'),
      meta: { title: '应用' },
    },
  ],
} satisfies Module
