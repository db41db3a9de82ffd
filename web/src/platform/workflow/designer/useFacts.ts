import { computed } from 'vue'
import { useForm } from './catalogue'
import type { Fact } from './condition'
import { useDrawing } from './drawing'
import { readDecisions } from './settings'

const isName = (id: string) => /^[A-Za-z_]\w*$/.test(id)

/** What a condition may ask for: the form's fields, the last decision, those of earlier steps, and how sub-matters ended. */
export function useFacts() {
  const drawing = useDrawing()
  const form = useForm()

  const answers = computed(() =>
    drawing.steps().map((step) => ({
      ...step,
      options: readDecisions(drawing.read(step.id, 'decisions'), drawing.read(step.id, 'mode') ?? 'one').map(
        ({ word, title }) => ({ value: word, title }),
      ),
    })),
  )
  const facts = computed<Fact[]>(() => {
    const last = new Map(answers.value.flatMap((step) => step.options.map((option) => [option.value, option])))
    return [
      ...form.value.facts,
      { name: 'decision', title: '上一环节的结果', type: 'choice', options: [...last.values()] },
      ...answers.value
        .filter((step) => step.options.length > 1 && isName(step.id))
        .map((step) => ({
          name: `decisions.${step.id}`,
          title: `“${step.name}”的结果`,
          type: 'choice',
          options: step.options,
        })),
      ...drawing
        .nodes()
        .filter((one) => one.kind === 'call' && isName(one.id))
        .flatMap((one) => [
          { name: `results.${one.id}.agree`, title: `“${one.name}”中同意的件数`, type: 'number' },
          { name: `results.${one.id}.over`, title: `“${one.name}”中已办结的件数`, type: 'number' },
          { name: `results.${one.id}.total`, title: `“${one.name}”的件数`, type: 'number' },
        ]),
    ]
  })
  return { facts, answers }
}
