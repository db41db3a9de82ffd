import { fieldsOf } from './kindSteps'
import type { Choice } from './useKindChoices'

/** What every paper may say; the same names as `RequestSheet`. */
const always: Choice[] = [
  { value: '{{number}}', title: '编号' },
  { value: '{{title}}', title: '标题' },
  { value: '{{applicant}}', title: '申请人' },
  { value: '{{department}}', title: '申请部门' },
  { value: '{{unit}}', title: '申请单位' },
  { value: '{{date}}', title: '申请日期' },
]

function cellsOf(bpmn: string): Choice[] {
  const file = new DOMParser().parseFromString(bpmn, 'application/xml')
  return [...file.getElementsByTagNameNS('*', 'userTask')]
    .filter((task) => task.getAttribute('jinye:opinion') !== 'none')
    .map((task) => ({
      value: `{{opinions:${task.getAttribute('jinye:cell') || task.getAttribute('id')}}}`,
      title: `${task.getAttribute('name') ?? ''}意见`,
    }))
}

/** Places of a paper by name: fields, rows of tables, opinions, and what departments and rules said. */
export function paperPlaces(files: Record<string, string>): Choice[] {
  const fields = fieldsOf(files['form.schema.json'] ?? '', files['form.layout.json'] ?? '')
  const tables = fields.filter((field) => field.kind === 'TABLE')
  return [
    ...always,
    ...fields
      .filter((field) => !field.table && !['TABLE', 'GROUP'].includes(field.kind))
      .map((field) => ({ value: `{{${field.path}}}`, title: field.title })),
    ...tables.map((table) => {
      const columns = fields.filter((field) => field.table === table.path)
      const cells = columns.map((column) => `<td>{{${column.name}}}</td>`).join('')
      return { value: `{{#${table.path}}}\n<tr>${cells}</tr>\n{{/${table.path}}}`, title: `${table.title}（逐行）` }
    }),
    ...cellsOf(files['process.bpmn'] ?? ''),
    ...('part.bpmn' in files
      ? [
          {
            value:
              '{{#parts}}\n<tr><th>{{department}}</th><td>{{conclusion}} {{opinion}}</td><td>{{by}}</td></tr>\n{{/parts}}',
            title: '各部门答复（逐个部门）',
          },
        ]
      : []),
    { value: '{{#verdicts}}\n<p>{{sentence}}</p>\n{{/verdicts}}', title: '规则判定（逐条）' },
  ]
}

/** Inside repeated rows the columns of a table and what departments answered have names of their own. */
function namesInRows(files: Record<string, string>): Choice[] {
  const columns = fieldsOf(files['form.schema.json'] ?? '', files['form.layout.json'] ?? '').filter((one) => one.table)
  const answers = fieldsOf(files['part.schema.json'] ?? '', files['part.layout.json'] ?? '')
  return [
    ...[...columns, ...answers].map((field) => ({ value: `{{${field.name}}}`, title: field.title })),
    { value: '{{by}}', title: '答复人' },
    { value: '{{sentence}}', title: '规则判定' },
  ]
}

/** The paper with the names of its places where the words will stand. */
export function paperPreview(files: Record<string, string>): string {
  const names = new Map([...namesInRows(files), ...paperPlaces(files)].map((one) => [one.value, one.title]))
  return (files['paper.html'] ?? '')
    .replace(/\{\{[#/][^}]*\}\}/g, '')
    .replace(/\{\{[^}]*\}\}/g, (place) => `〔${names.get(place) ?? place.slice(2, -2)}〕`)
}
