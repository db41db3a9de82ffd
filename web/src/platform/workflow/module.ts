import {
  AlarmClock,
  ChatLineSquare,
  Checked,
  Collection,
  DataBoard,
  EditPen,
  Files,
  Microphone,
  Promotion,
  Share,
  Sort,
  Star,
  Switch,
  Tickets,
  Timer,
} from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'
import { useSession } from '@/shell/session'
import { terms } from '@/terms'
import { workflow } from './api'

export default {
  id: 'workflow',
  title: '办理',
  menu: [
    { group: 'desk', title: terms.todo, to: '/workflow/todo', icon: Tickets, count: 'todo', order: 1, phone: true },
    { group: 'desk', title: terms.done, to: '/workflow/done', icon: Checked, order: 2, phone: true },
    { group: 'desk', title: terms.started, to: '/workflow/started', icon: Promotion, order: 3 },
    {
      group: 'desk',
      title: terms.circulated,
      to: '/workflow/circulated',
      icon: Files,
      count: 'circulated',
      order: 4,
      phone: true,
    },
    { group: 'desk', title: terms.followed, to: '/workflow/followed', icon: Star, order: 4.5 },
    { group: 'desk', title: terms.queue, to: '/workflow/queue', icon: Collection, order: 4.6 },
    { group: 'desk', title: terms.drafts, to: '/workflow/drafts', icon: EditPen, count: 'drafts', order: 5 },
    { group: 'desk', title: terms.delegation, to: '/workflow/delegations', icon: Switch, order: 6 },
    { group: 'desk', title: terms.dictation, to: '/workflow/dictation', icon: Microphone, order: 6.2 },
    { group: 'desk', title: terms.handOver, to: '/workflow/hand-overs', icon: Sort, order: 6.4 },
    { group: 'desk', title: terms.phrases, to: '/workflow/phrases', icon: ChatLineSquare, order: 7 },
    {
      group: 'desk',
      title: terms.allMatters,
      to: '/workflow/open-matters',
      icon: DataBoard,
      permissions: ['workflow.administer'],
      order: 9,
    },
    {
      group: 'platform',
      title: '流程管理',
      to: '/workflow/processes',
      icon: Share,
      permissions: ['workflow.design'],
      order: 15,
    },
    {
      group: 'platform',
      title: '自动办理',
      to: '/workflow/triggers',
      icon: Timer,
      count: 'failedTriggers',
      permissions: ['workflow.administer'],
      order: 16,
    },
    { group: 'platform', title: terms.autoUrging, to: '/workflow/urging', icon: AlarmClock, order: 17 },
  ],
  counts: async () => {
    const { all, circulated, drafts } = await workflow.counts()
    const failedTriggers = useSession().may('workflow.administer') ? (await workflow.failedCount()).failed : 0
    return { todo: all, circulated, drafts, failedTriggers }
  },
  routes: [
    {
      path: '/workflow/todo/:matter(\\d+)?/:assignment(\\d+)?',
      component: () => import('./TodoPage.vue'),
      meta: { title: terms.todo, panes: true },
    },
    { path: '/workflow/done', component: () => import('./DonePage.vue'), meta: { title: terms.done } },
    { path: '/workflow/started', component: () => import('./StartedPage.vue'), meta: { title: terms.started } },
    {
      path: '/workflow/circulated',
      component: () => import('./CirculatedPage.vue'),
      meta: { title: terms.circulated },
    },
    { path: '/workflow/followed', component: () => import('./FollowedPage.vue'), meta: { title: terms.followed } },
    { path: '/workflow/queue', component: () => import('./QueuePage.vue'), meta: { title: terms.queue } },
    { path: '/workflow/dictation', component: () => import('./DictationPage.vue'), meta: { title: terms.dictation } },
    { path: '/workflow/hand-overs', component: () => import('./HandOverPage.vue'), meta: { title: terms.handOver } },
    { path: '/workflow/urging', component: () => import('./UrgingPage.vue'), meta: { title: terms.autoUrging } },
    { path: '/workflow/drafts', component: () => import('./DraftsPage.vue'), meta: { title: terms.drafts } },
    {
      path: '/workflow/matters/:matter(\\d+)',
      component: () => import('./MatterPage.vue'),
      meta: { title: '办件', panes: true },
    },
    {
      path: '/workflow/delegations',
      component: () => import('./DelegationsPage.vue'),
      meta: { title: terms.delegation },
    },
    {
      path: '/workflow/open-matters',
      component: () => import('./AllMattersPage.vue'),
      meta: { title: terms.allMatters },
    },
    {
      path: '/workflow/processes',
      component: () => import('./ProcessListPage.vue'),
      meta: { title: '流程管理' },
    },
    {
      path: '/workflow/processes/drawing',
      component: () => import('./DrawingPage.vue'),
      meta: { title: '画流程' },
    },
    {
      path: '/workflow/processes/:kind([a-z]+\\.[a-z0-9-]+)/:version(\\d+)?',
      component: () => import('./ProcessPage.vue'),
      meta: { title: '流程' },
    },
    {
      path: '/workflow/triggers',
      component: () => import('./WaitingPage.vue'),
      meta: { title: '自动办理' },
    },
    { path: '/workflow/phrases', component: () => import('./PhrasesPage.vue'), meta: { title: terms.phrases } },
  ],
} satisfies Module
