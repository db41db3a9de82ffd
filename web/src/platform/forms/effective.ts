import { pathOf, type Form, type LayoutElement } from './form'
import type { State } from './settle'

/**
 * The layout as it is shown now: without what rules or the step hide, and without the rules themselves, which are evaluated in one
 * place only. Undefined when nothing is left of an element.
 */
export function effective(form: Form, step: string, state: State, extra: Record<string, unknown> = {}): LayoutElement {
  return shown(form.layout, '') ?? { type: 'VerticalLayout', elements: [] }

  function shown(element: LayoutElement, place: string): LayoutElement | undefined {
    if (element.type === 'Control') {
      const field = form.fields.get(pathOf(element.scope))
      if (!field || field.table || field.kind === 'GROUP' || state.hidden.has(field.path)) return undefined
      if (form.access(step, field) === 'hidden') return undefined
      const options = {
        ...extra,
        ...element.options,
        ...(field.kind === 'TABLE' || field.kind === 'FILE' ? { table: true } : {}),
      }
      return { type: 'Control', scope: element.scope, label: element.label, options }
    }
    if (element.type === 'Label') return { type: 'Label', text: element.text, options: { place } }
    const elements = (element.elements ?? []).flatMap((inner, index) => shown(inner, `${place}/${index}`) ?? [])
    if (element.type === 'Group' && !elements.some((inner) => inner.type !== 'Label')) return undefined
    return { type: element.type, label: element.label, elements, options: { ...element.options, place } }
  }
}
