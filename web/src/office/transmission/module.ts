import { Message, Position } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'
import { useSession } from '@/shell/session'
import { transmission } from './api'

export default {
  id: 'transmission',
  title: '公文传输',
  menu: [
    {
      group: 'office',
      title: '来文签收',
      to: '/transmission/envelopes',
      icon: Message,
      count: 'toSign',
      permissions: ['transmission.sign-for'],
      order: 4,
      phone: true,
    },
    {
      group: 'office',
      title: '分发与回执',
      to: '/transmission/dispatches',
      icon: Position,
      permissions: ['transmission.dispatch'],
      order: 5,
    },
  ],
  counts: async () =>
    useSession().may('transmission.sign-for')
      ? { toSign: (await transmission.counts()).toSign }
      : ({} as Record<string, number>),
  routes: [
    {
      path: '/transmission/envelopes',
      component: () => import('./EnvelopeListPage.vue'),
      meta: { title: '来文签收' },
    },
    {
      path: '/transmission/envelopes/:id(\\d+)',
      component: () => import('./EnvelopePage.vue'),
      meta: { title: '来文签收' },
    },
    {
      path: '/transmission/dispatches',
      component: () => import('./DispatchListPage.vue'),
      meta: { title: '分发与回执' },
    },
    {
      path: '/transmission/dispatches/:id(\\d+)',
      component: () => import('./ReceiptBoardPage.vue'),
      meta: { title: '回执单' },
    },
  ],
} satisfies Module
