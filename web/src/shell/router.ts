import { createRouter, createWebHistory } from 'vue-router'
import { terms } from '@/terms'
import { modules } from './modules'
import { useSession } from './session'

export function createWorkspaceRouter() {
  const router = createRouter({
    history: createWebHistory('/workspace/'),
    routes: [
      { path: '/', redirect: '/workflow/todo' },
      {
        path: '/sign-in',
        component: () => import('./SignInPage.vue'),
        meta: { title: '登录', bare: true },
      },
      {
        path: '/sign-in/outside/:code',
        component: () => import('./OutsideSignInPage.vue'),
        meta: { title: '登录', bare: true },
      },
      ...modules.flatMap((module) => module.routes ?? []),
      { path: '/:rest(.*)*', component: () => import('./NotFoundPage.vue'), meta: { title: '没有这个页面' } },
    ],
  })

  router.beforeEach(async (to) => {
    const session = useSession()
    if (to.path === '/sign-in') return true
    // Somebody comes back from an outside provider: who is signed in, if anybody, is known by then.
    if (to.path.startsWith('/sign-in/outside/')) {
      if (!session.known) await session.load().catch(() => undefined)
      return true
    }
    // A server that is away must not look like an expired session: the page comes up and says so itself.
    if (!session.known) await session.load().catch(() => undefined)
    if (session.known && !session.session)
      return { path: '/sign-in', query: to.path === '/' ? {} : { to: to.fullPath } }
    // The server opens nothing before a duty is done; the page where it is done says so.
    if (session.session?.duties.length && to.path !== '/access/duties') return '/access/duties'
    return true
  })

  router.afterEach((to, from, failure) => {
    document.title = to.meta.title ? `${to.meta.title} · ${terms.platform}` : terms.platform
    if (!failure && from.matched.length && to.path !== from.path && !to.meta.bare) {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body || !document.activeElement)
          document.getElementById('main')?.focus()
      })
    }
  })
  return router
}
