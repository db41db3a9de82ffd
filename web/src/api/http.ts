import { ref } from 'vue'
import { Problem, problemOf } from './problem'

/** False while the browser or the last request says that the network is away. */
export const online = ref(navigator.onLine)
addEventListener('online', () => (online.value = true))
addEventListener('offline', () => (online.value = false))

/** When the server last heard of us: the session's idle time counts from here. */
export const lastHeard = ref(Date.now())

/** Set by the session: lets the person sign in again over the page; answers whether that happened. */
let renewSession: () => Promise<boolean> = async () => false
export function onSessionEnd(renew: () => Promise<boolean>) {
  renewSession = renew
}

/** Set by the shell: lets the person prove again who they are; answers whether that happened. */
let stepUp: () => Promise<boolean> = async () => false
export function onStepUp(prove: () => Promise<boolean>) {
  stepUp = prove
}

type Query = Record<string, string | number | boolean | null | undefined | (string | number)[]>

export interface Write {
  /** Repeating the same act with the same key changes nothing twice. */
  key?: string
  /** The version the person saw; a newer one on the server refuses the write. */
  version?: number | string
  signal?: AbortSignal
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal) =>
  send<T>('GET', path + queryText(query), undefined, { signal })
export const post = <T = void>(path: string, body?: unknown, write?: Write) => send<T>('POST', path, body, write)
export const put = <T = void>(path: string, body?: unknown, write?: Write) => send<T>('PUT', path, body, write)
export const patch = <T = void>(path: string, body?: unknown, write?: Write) => send<T>('PATCH', path, body, write)
export const remove = <T = void>(path: string, body?: unknown, write?: Write) => send<T>('DELETE', path, body, write)

async function send<T>(method: string, path: string, body?: unknown, write: Write = {}): Promise<T> {
  const headers = new Headers({ Accept: 'application/json, application/problem+json' })
  if (body !== undefined && !(body instanceof FormData)) headers.set('Content-Type', 'application/json')
  if (write.key) headers.set('Idempotency-Key', write.key)
  if (write.version !== undefined) headers.set('If-Match', `"${write.version}"`)
  const payload = body === undefined ? undefined : body instanceof FormData ? body : JSON.stringify(body)
  const response = await exchange(
    new Request(new URL(path, location.origin), { method, headers, body: payload, signal: write.signal }),
  )
  if (!response.ok) throw await problemOf(response)
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as T
}

/**
 * Every request passes here: guards against forgery, makes writes repeatable and, when the session has ended or an act of weight
 * needs a fresh proof, asks the person for it and then sends the very same request again. Nothing typed is lost.
 */
export async function exchange(request: Request): Promise<Response> {
  if (!safe(request.method) && !request.headers.has('Idempotency-Key')) {
    request.headers.set('Idempotency-Key', newKey())
  }
  const again = request.clone()
  let response = await once(request)
  if (response.status === 401 && !new URL(request.url).pathname.startsWith('/api/access/session')) {
    if (await renewSession()) response = await once(again.clone())
  }
  if (response.status === 403 && (await needsProof(response)) && (await stepUp())) return once(again)
  return response
}

async function needsProof(response: Response): Promise<boolean> {
  const body = await response
    .clone()
    .json()
    .catch(() => null)
  return body?.code === 'access.step-up'
}

async function once(request: Request): Promise<Response> {
  if (!safe(request.method)) request.headers.set('X-XSRF-TOKEN', cookie('XSRF-TOKEN'))
  try {
    const response = await fetch(request, { credentials: 'same-origin' })
    online.value = true
    if (response.ok) lastHeard.value = Date.now()
    return response
  } catch (thrown) {
    if (request.signal.aborted) throw thrown
    online.value = false
    throw Problem.offline()
  }
}

const safe = (method: string) => method === 'GET' || method === 'HEAD'

export function cookie(name: string): string {
  const found = document.cookie.split('; ').find((part) => part.startsWith(name + '='))
  return found ? decodeURIComponent(found.slice(name.length + 1)) : ''
}

/** A random key; `randomUUID` exists only over HTTPS, and bureaux do run plain HTTP inside their network. */
export function newKey(): string {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export function queryText(query: Query = {}): string {
  const parts = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) parts.append(name, String(one))
  }
  const text = parts.toString()
  return text ? '?' + text : ''
}
