import type { Router } from 'vue-router'

const AUTHORIZATION = '/oauth2/authorize?'

/** Where somebody was going when they were asked to sign in: a page of ours, or on to another system. Never to anywhere else. */
export function goOn(router: Router, to: unknown) {
  if (typeof to === 'string' && to.startsWith(AUTHORIZATION)) location.assign(to)
  else router.replace(typeof to === 'string' && to.startsWith('/') ? to : '/')
}

export const leadsOut = (to: unknown) => typeof to === 'string' && to.startsWith(AUTHORIZATION)
