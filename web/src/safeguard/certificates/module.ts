import { Connection, DocumentChecked, Key, Postcard, Stamp } from '@element-plus/icons-vue'
import { get } from '@/api/http'
import type { Types } from '@/api/types'
import type { Module } from '@/shell/module'
import { useSession } from '@/shell/session'

const read = ['certificates.read']

export default {
  id: 'certificates',
  title: '数字证书',
  menu: [
    { group: 'desk', title: '我的证书', to: '/certificates/own', icon: Postcard, order: 20 },
    {
      group: 'safeguard',
      title: '签发机构',
      to: '/certificates/authorities',
      icon: Stamp,
      permissions: read,
      order: 10,
    },
    { group: 'safeguard', title: '证书台账', to: '/certificates/issued', icon: Key, permissions: read, order: 11 },
    {
      group: 'safeguard',
      title: '证书申请',
      to: '/certificates/requests',
      icon: DocumentChecked,
      permissions: ['certificates.read', 'certificates.request'],
      count: 'certificateRequests',
      order: 12,
    },
    {
      group: 'safeguard',
      title: '信任列表',
      to: '/certificates/trust',
      icon: Connection,
      permissions: read,
      order: 13,
    },
  ],
  counts: async () => {
    if (!useSession().may('certificates.manage')) return { certificateRequests: 0 }
    const { pending } = await get<Types['WaitingRequests']>('/api/certificates/requests/counts')
    return { certificateRequests: pending }
  },
  routes: [
    { path: '/certificates/own', component: () => import('./OwnCertificatesPage.vue'), meta: { title: '我的证书' } },
    {
      path: '/certificates/authorities',
      component: () => import('./AuthoritiesPage.vue'),
      meta: { title: '签发机构' },
    },
    { path: '/certificates/issued', component: () => import('./CertificateListPage.vue'), meta: { title: '证书台账' } },
    {
      path: '/certificates/issued/:id(\\d+)',
      component: () => import('./CertificatePage.vue'),
      meta: { title: '证书' },
    },
    { path: '/certificates/requests', component: () => import('./RequestListPage.vue'), meta: { title: '证书申请' } },
    { path: '/certificates/trust', component: () => import('./TrustListPage.vue'), meta: { title: '信任列表' } },
  ],
} satisfies Module
