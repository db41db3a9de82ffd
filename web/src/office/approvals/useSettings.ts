import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { Problem } from '@/api/problem'
import { kinds, type Settings } from './api'
import { useLateFiles } from './kindFiles'

/** What kind.yaml says, read by the server and written again half a second after a change, also when the tab is left. */
export function useSettings(files: Ref<Record<string, string>>) {
  const settings = ref<Settings | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const late = useLateFiles()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function read() {
    try {
      const answer = await kinds.readSettings(files.value['kind.yaml'] ?? '')
      settings.value = answer.settings
      problem.value = null
    } catch (thrown) {
      problem.value = Problem.of(thrown)
    }
  }

  async function write() {
    clearTimeout(timer)
    timer = undefined
    const now = settings.value
    if (!now) return
    try {
      await late.keep(kinds.writeSettings(now).then(({ yaml }) => ({ 'kind.yaml': yaml })))
      problem.value = null
    } catch (thrown) {
      problem.value = Problem.of(thrown)
    }
  }

  void read()
  watch(
    settings,
    (now, before) => {
      if (!now || !before) return
      clearTimeout(timer)
      timer = setTimeout(write, 500)
    },
    { deep: true },
  )
  /** What was changed last is written at once. */
  const flush = () => (timer ? write() : Promise.resolve())
  onBeforeUnmount(() => void flush())
  return { settings, problem, flush }
}
