import {
  Resolve,
  and,
  isLayout,
  rankWith,
  uiTypeIs,
  type JsonFormsRendererRegistryEntry,
  type Tester,
} from '@jsonforms/core'
import { defineAsyncComponent, defineComponent, h, markRaw } from 'vue'
import { kindOf, type FieldKind, type Schema } from '../form'
import { rendererProps, useControl } from '../useControl'
import BooleanControl from './BooleanControl.vue'
import ChoiceControl from './ChoiceControl.vue'
import ChoicesControl from './ChoicesControl.vue'
import DateControl from './DateControl.vue'
import LabelElement from './LabelElement.vue'
import LayoutElement from './LayoutElement.vue'
import MoneyControl from './MoneyControl.vue'
import NumberControl from './NumberControl.vue'
import ReadControl from './ReadControl.vue'
import TextControl from './TextControl.vue'

const EntryControl = defineAsyncComponent(() => import('./EntryControl.vue'))
const FileControl = defineAsyncComponent(() => import('./FileControl.vue'))
const TableControl = defineAsyncComponent(() => import('./TableControl.vue'))

/** What one may not edit is shown by the reading control, whatever its kind; tables decide for each cell. */
const orRead = (control: object) =>
  defineComponent({
    props: rendererProps(),
    setup(props) {
      const { field, editable } = useControl(props)
      return () => (field.value ? h(editable.value ? control : ReadControl, props) : null)
    },
  })

const holds =
  (kinds: FieldKind[], list?: boolean): Tester =>
  (element, schema, context) => {
    const scope = (element as { scope?: string }).scope
    if (element.type !== 'Control' || !scope) return false
    const found = Resolve.schema(schema, scope, context?.rootSchema ?? schema) as Schema | undefined
    if (!found) return false
    const kind = kindOf(found)
    return kinds.includes(kind) && (list === undefined || list === (found.type === 'array'))
  }

/** One entry for each kind of field; a more telling tester ranks higher. */
export const renderers: JsonFormsRendererRegistryEntry[] = markRaw([
  { tester: rankWith(1, isLayout), renderer: LayoutElement },
  { tester: rankWith(2, uiTypeIs('Group')), renderer: LayoutElement },
  { tester: rankWith(2, uiTypeIs('Label')), renderer: LabelElement },
  { tester: rankWith(2, and(uiTypeIs('Control'), holds(['TEXT']))), renderer: orRead(TextControl) },
  { tester: rankWith(3, holds(['INTEGER', 'NUMBER'])), renderer: orRead(NumberControl) },
  { tester: rankWith(3, holds(['MONEY'])), renderer: orRead(MoneyControl) },
  { tester: rankWith(3, holds(['DATE', 'DATE_TIME'])), renderer: orRead(DateControl) },
  { tester: rankWith(3, holds(['BOOLEAN'])), renderer: orRead(BooleanControl) },
  { tester: rankWith(3, holds(['CHOICE', 'DICTIONARY'], false)), renderer: orRead(ChoiceControl) },
  { tester: rankWith(4, holds(['CHOICE', 'DICTIONARY'], true)), renderer: orRead(ChoicesControl) },
  { tester: rankWith(3, holds(['PERSON', 'DEPARTMENT', 'UNIT'])), renderer: orRead(EntryControl) },
  { tester: rankWith(3, holds(['FILE'])), renderer: orRead(FileControl) },
  { tester: rankWith(3, holds(['TABLE'])), renderer: TableControl },
])
