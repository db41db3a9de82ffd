import { onBeforeUnmount, ref, shallowRef, useTemplateRef, watch } from 'vue'
import { Problem } from '@/api/problem'
import SchemaForm from '@/platform/forms/SchemaForm.vue'
import type { Data, Layout, Schema } from '@/platform/forms/form'
import { useBeforeSend } from '@/platform/workflow/task'
import { clock } from '@/ui/time'
import type { Saved } from './api'

interface Filled {
  version: number
  schema: string
  layout: string
  data: string
}

/**
 * A form in the hands of the person: kept on the server a moment after the last key, saved and checked before it is sent. The
 * component that uses this gives its SchemaForm the template reference `form`.
 */
export function useFilledForm(filled: () => Filled, save: (version: number, data: string) => Promise<Saved>) {
  const form = useTemplateRef<InstanceType<typeof SchemaForm>>('form')
  const schema = shallowRef(JSON.parse(filled().schema) as Schema)
  const layout = shallowRef(JSON.parse(filled().layout) as Layout)
  const before = JSON.parse(filled().data) as Data
  const data = shallowRef<Data>(before)
  const problem = shallowRef<Problem | null>(null)
  const note = ref('')
  let version = filled().version
  let kept = filled().data
  let timer: ReturnType<typeof setTimeout> | undefined
  let saving: Promise<boolean> | null = null

  watch(data, () => {
    clearTimeout(timer)
    if (JSON.stringify(data.value) !== kept) timer = setTimeout(() => void keep(), 1200)
  })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    if (JSON.stringify(data.value) !== kept) void keep()
  })

  async function keep(): Promise<boolean> {
    clearTimeout(timer)
    if (saving) await saving
    const now = JSON.stringify(data.value)
    if (now === kept) return true
    saving = (async () => {
      try {
        const saved = await save(version, now)
        version = saved.version
        kept = now
        problem.value = null
        note.value = `已保存 ${clock(Date.now())}`
        return true
      } catch (thrown) {
        problem.value = Problem.of(thrown)
        note.value = '尚未保存'
        return false
      } finally {
        saving = null
      }
    })()
    return saving
  }

  useBeforeSend(async () => {
    const faults = await form.value?.check('SEND')
    if (faults?.length) return `表单还有 ${faults.length} 处要填写或修改，请按提示完成后再送。`
    if (!(await keep())) return problem.value?.message ?? '表单尚未保存，请稍后再送。'
    return undefined
  })

  return { schema, layout, before, data, problem, note, keep }
}
