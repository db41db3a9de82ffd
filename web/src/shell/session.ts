import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { get, onSessionEnd, post, put, remove } from '@/api/http'
import { Problem } from '@/api/problem'
import type { Types } from '@/api/types'

export type SessionPost = Types['HeldPost']
export type Session = Types['Session']

export const useSession = defineStore('session', () => {
  const session = shallowRef<Session | null>(null)
  const known = ref(false)
  const expired = ref(false)
  let waiting: ((renewed: boolean) => void)[] = []

  const permissions = computed(() => new Set(session.value?.permissions ?? []))

  /** Asks who is signed in; nobody is a fine answer. */
  async function load(): Promise<Session | null> {
    try {
      session.value = await get<Session>('/api/access/session')
    } catch (thrown) {
      if (Problem.of(thrown).status !== 401) throw thrown
      session.value = null
    }
    known.value = true
    return session.value
  }

  async function signIn(loginName: string, password: string) {
    const before = session.value?.person
    sessionStorage.setItem('jinye.login-name', loginName)
    const entrance = await post<Types['Entrance']>('/api/access/session', { loginName, password })
    if (!entrance.entered) return entrance.factors
    await entered(before)
    return []
  }

  /** The session is there: who it is, and whether it is the person this page belongs to. */
  async function entered(before = session.value?.person) {
    await load()
    const samePerson = before === undefined || before === session.value?.person
    settle(samePerson)
    // Somebody else signed in over the page: what it shows is not theirs.
    if (!samePerson) location.assign('/workspace/')
  }

  /** Whoever came in through an outside provider signs out there as well: the next at this computer would be let in. */
  async function signOut() {
    const exit = await get<Types['ProviderExit']>('/api/identity/own/provider-exit').catch(() => null)
    await remove('/api/access/session').catch(() => undefined)
    location.assign(exit?.address ?? '/workspace/sign-in')
  }

  async function changePost(held: number) {
    await put('/api/access/session/post', { post: held })
    location.assign('/workspace/')
  }

  /** The session ended under the page: one dialog, however many requests wait for it. */
  function renew(): Promise<boolean> {
    if (!session.value) return Promise.resolve(false)
    expired.value = true
    return new Promise((resolve) => waiting.push(resolve))
  }

  function settle(renewed: boolean) {
    expired.value = false
    waiting.forEach((resolve) => resolve(renewed))
    waiting = []
  }

  const may = (permission: string) => permissions.value.has(permission)

  onSessionEnd(renew)
  return { session, known, expired, load, signIn, entered, signOut, changePost, settle, may }
})
