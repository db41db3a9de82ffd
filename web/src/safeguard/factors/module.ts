import { Key, Link, Share, Unlock } from '@element-plus/icons-vue'
import { defineAsyncComponent } from 'vue'
import type { Module } from '@/shell/module'

/** Setting up a first factor, for the page of duties. */
export const TotpSetUp = defineAsyncComponent(() => import('./TotpSetUp.vue'))

export default {
  id: 'factors',
  title: '登录保护',
  menu: [
    {
      group: 'safeguard',
      title: '登录保护重置',
      to: '/identity/factor-resets',
      icon: Unlock,
      order: 30,
      permissions: ['identity.ask-reset', 'identity.approve-reset'],
    },
    {
      group: 'safeguard',
      title: '外部证书绑定',
      to: '/identity/bound-certificates',
      icon: Link,
      order: 31,
      permissions: ['identity.propose-binding', 'identity.confirm-binding'],
    },
    {
      group: 'safeguard',
      title: '目录来源',
      to: '/identity/sources',
      icon: Share,
      order: 32,
      permissions: ['identity.propose-source', 'identity.confirm-source'],
    },
    {
      group: 'safeguard',
      title: '外部认证源',
      to: '/identity/providers',
      icon: Key,
      order: 33,
      permissions: ['identity.propose-provider', 'identity.confirm-provider'],
    },
  ],
  routes: [
    { path: '/identity/providers', component: () => import('./ProvidersPage.vue'), meta: { title: '外部认证源' } },
    { path: '/identity/sources', component: () => import('./SourcesPage.vue'), meta: { title: '目录来源' } },
    {
      path: '/identity/bound-certificates',
      component: () => import('./BoundCertificatesPage.vue'),
      meta: { title: '外部证书绑定' },
    },
    { path: '/identity/factors', component: () => import('./FactorsPage.vue'), meta: { title: '登录保护' } },
    {
      path: '/identity/factor-resets',
      component: () => import('./FactorResetsPage.vue'),
      meta: { title: '登录保护重置' },
    },
  ],
} satisfies Module
