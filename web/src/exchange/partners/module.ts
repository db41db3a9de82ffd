import { Connection, Failed, Notebook } from '@element-plus/icons-vue'
import { get } from '@/api/http'
import type { Types } from '@/api/types'
import type { Module } from '@/shell/module'
import { useSession } from '@/shell/session'

export default {
  id: 'partners',
  title: '交换伙伴',
  menu: [
    {
      group: 'office',
      title: '收发台账',
      to: '/partners/ledger',
      icon: Notebook,
      permissions: ['partners.ledger'],
      order: 46,
    },
    {
      group: 'office',
      title: '死信',
      to: '/partners/dead-letters',
      icon: Failed,
      permissions: ['partners.ledger'],
      count: 'deadLetters',
      order: 47,
    },
    {
      group: 'platform',
      title: '交换伙伴',
      to: '/partners',
      icon: Connection,
      permissions: ['partners.read'],
      order: 40,
    },
  ],
  counts: async () => {
    const session = useSession()
    if (!session.may('partners.ledger')) return { deadLetters: 0 }
    try {
      return { deadLetters: (await get<Types['DeadLetter'][]>('/api/partners/dead-letters')).length }
    } catch {
      // offices of other units do not run this node
      return { deadLetters: 0 }
    }
  },
  routes: [
    { path: '/partners', component: () => import('./PartnerListPage.vue'), meta: { title: '交换伙伴' } },
    { path: '/partners/ledger', component: () => import('./LedgerPage.vue'), meta: { title: '收发台账' } },
    { path: '/partners/dead-letters', component: () => import('./DeadLetterPage.vue'), meta: { title: '死信' } },
  ],
} satisfies Module
