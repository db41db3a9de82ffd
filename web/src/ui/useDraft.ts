import { onBeforeUnmount, ref, watch, type Ref } from 'vue'
import { Problem } from '@/api/problem'
import { useSession } from '@/shell/session'
import { clock } from './time'

interface Kept<T> {
  value: T
  at: number
}

/**
 * Keeps what is being written in this browser, per person, so that a closed tab, a lost network or an ended session costs
 * nothing; `save` also hands it to the server a moment after the last key. `dropped` when the act it was for has been done.
 */
export function useDraft<T>(
  key: () => string,
  draft: Ref<T>,
  options: {
    empty: (value: T) => boolean
    save?: (value: T) => Promise<unknown>
    delay?: number
    /** The server's copy is as good as this browser's, so that one goes when the other is there. */
    handOver?: boolean
  },
) {
  const session = useSession()
  const place = () => `jinye.draft.${session.session?.person ?? 0}.${key()}`
  /** 已保存 10:32, or why not. */
  const note = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  let quiet = false

  function restore(): boolean {
    clearTimeout(timer)
    note.value = ''
    const text = localStorage.getItem(place())
    if (!text) return false
    try {
      const kept = JSON.parse(text) as Kept<T>
      quiet = true
      draft.value = kept.value
      note.value = `已恢复 ${clock(kept.at)} 未提交的内容`
      return true
    } catch {
      localStorage.removeItem(place())
      return false
    }
  }

  function keep() {
    if (options.empty(draft.value)) localStorage.removeItem(place())
    else {
      try {
        localStorage.setItem(place(), JSON.stringify({ value: draft.value, at: Date.now() } satisfies Kept<T>))
      } catch {
        note.value = '本机存储已满，请尽快提交或保存'
      }
    }
  }

  async function hand() {
    if (!options.save) {
      note.value = options.empty(draft.value) ? '' : `已暂存 ${clock(Date.now())}`
      return
    }
    const handed = JSON.stringify(draft.value)
    try {
      await options.save(draft.value)
      note.value = `已保存 ${clock(Date.now())}`
      if (options.handOver && handed === JSON.stringify(draft.value)) localStorage.removeItem(place())
    } catch (thrown) {
      note.value = '尚未存到服务器，内容已留在本机'
      // the network, the server or its database is away: it comes back, and then nobody has to remember this page
      if (Problem.of(thrown).passing) {
        clearTimeout(timer)
        timer = setTimeout(hand, 8000)
      }
    }
  }

  watch(
    draft,
    () => {
      if (quiet) {
        quiet = false
        return
      }
      keep()
      clearTimeout(timer)
      timer = setTimeout(hand, options.delay ?? 1500)
    },
    { deep: true },
  )
  onBeforeUnmount(() => clearTimeout(timer))

  return {
    note,
    restore,
    /** When something was last kept in this browser that the server may not have; null when there is nothing. */
    keptAt(): number | null {
      try {
        return (JSON.parse(localStorage.getItem(place()) ?? 'null') as Kept<T> | null)?.at ?? null
      } catch {
        return null
      }
    },
    /** Puts in what the server already has; that is no news to it. */
    fill(value: T) {
      quiet = draft.value !== value
      draft.value = value
    },
    /** The server has just received it by another way than the timer. */
    handed() {
      clearTimeout(timer)
      localStorage.removeItem(place())
      note.value = `已保存 ${clock(Date.now())}`
    },
    dropped() {
      clearTimeout(timer)
      localStorage.removeItem(place())
      note.value = ''
    },
  }
}
