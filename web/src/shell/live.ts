import { onBeforeUnmount } from 'vue'

type Listener = (event: { name: string; data: unknown }) => void

/**
 * Fresh news from the server. One connection per browser: the tab that holds the lock listens and passes on to the others;
 * when it closes another takes over.
 */
const listeners = new Set<Listener>()
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('jinye.live') : null
let started = false

function spread(name: string, data: unknown) {
  listeners.forEach((listener) => listener({ name, data }))
}

function listen(names: string[]): Promise<never> {
  return new Promise(() => {
    let source: EventSource | null = null
    const open = () => {
      source = new EventSource('/api/messages/stream')
      for (const name of names) {
        source.addEventListener(name, (event) => {
          const data = parsed((event as MessageEvent<string>).data)
          spread(name, data)
          channel?.postMessage({ name, data })
        })
      }
      source.onerror = () => {
        // The browser reconnects by itself unless the answer was not a stream (signed out, server starting).
        if (source?.readyState === EventSource.CLOSED) setTimeout(open, 30_000)
      }
    }
    open()
  })
}

const parsed = (text: string) => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

function start() {
  if (started) return
  started = true
  channel?.addEventListener('message', (event) => spread(event.data.name, event.data.data))
  const names = ['message', 'messages', 'todo', 'unread']
  if (navigator.locks) void navigator.locks.request('jinye.live', () => listen(names))
  else void listen(names)
}

export function useLive(listener: Listener) {
  start()
  listeners.add(listener)
  // The net under the stream: a proxy may swallow it.
  const timer = setInterval(() => document.hidden || listener({ name: 'tick', data: null }), 60_000)
  onBeforeUnmount(() => {
    listeners.delete(listener)
    clearInterval(timer)
  })
}
