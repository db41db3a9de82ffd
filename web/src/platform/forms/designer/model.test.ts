import { describe, expect, it } from 'vitest'
import { Form, scopeOf } from '../form'
import { applyPanel } from './applyPanel'
import { panelOf } from './panel'
import {
  add,
  addColumn,
  drop,
  emptyDesign,
  move,
  moveBy,
  moveColumn,
  placeAfter,
  rename,
  setAccess,
  setSteps,
  type Design,
} from './model'
import { palette } from './palette'
import { useHistory } from './useHistory'

const entry = (id: string) => palette.find((one) => one.id === id)!
const build = (...ids: string[]): Design =>
  ids.reduce((design, id) => add(design, entry(id), placeAfter(design, null)), emptyDesign('申请'))
const scopes = (design: Design) => design.layout.elements!.map((element) => element.scope ?? element.type)

describe('elements', () => {
  it('are added with names of their own and never twice the same', () => {
    const design = build('text', 'text', 'money')

    expect(Object.keys(design.schema.properties!)).toEqual(['text', 'text2', 'money'])
    expect(scopes(design)).toEqual([scopeOf('text'), scopeOf('text2'), scopeOf('money')])
  })
  it('move within a list, into a group and out of it again', () => {
    const design = build('text', 'money', 'group')
    const within = move(design, [0], [1])
    expect(scopes(within)).toEqual([scopeOf('money'), scopeOf('text'), 'Group'])

    const inside = move(design, [0], [2, 0])
    expect(inside.layout.elements!.map((element) => element.type)).toEqual(['Control', 'Group'])
    expect(inside.layout.elements![1]!.elements![0]!.scope).toBe(scopeOf('text'))

    const outside = moveBy(inside, [1, 0], -1)
    expect(scopes(outside.design)).toEqual([scopeOf('money'), scopeOf('text'), 'Group'])
    expect(outside.place).toEqual([1])
  })
  it('do not go into themselves', () => {
    const design = build('group')
    expect(move(design, [0], [0, 0])).toBe(design)
  })
  it('take their fields and the access to them along when they go', () => {
    const design = setAccess(build('text', 'money'), 'apply', 'money', 'required')
    const left = drop(design, [1])

    expect(Object.keys(left.schema.properties!)).toEqual(['text'])
    expect(left.layout.access!.apply).toEqual({})
  })
})

describe('names', () => {
  it('change everywhere: scopes, rules, access and expressions', () => {
    let design = build('money', 'computed', 'text')
    design = applyPanel(design, [1], null, {
      title: '两倍',
      name: 'twice',
      computed: 'money * 2 + $round(money)',
      result: '金额',
    }).design
    design = applyPanel(design, [2], null, {
      title: '说明',
      name: 'text',
      ruleEffect: 'SHOW',
      ruleField: 'money',
      ruleTest: 'equals',
      ruleValue: '1.00',
    }).design
    design = setAccess(design, 'apply', 'money', 'required')

    const renamed = rename(design, 'money', 'amount')

    const form = new Form(renamed.schema, renamed.layout)
    expect(form.fields.get('twice')!.computed).toBe('amount * 2 + $round(amount)')
    expect(scopes(renamed)[0]).toBe(scopeOf('amount'))
    expect(JSON.stringify(renamed.layout.elements![2]!.rule)).toContain(scopeOf('amount'))
    expect(renamed.layout.access!.apply).toEqual({ amount: 'required' })
  })
  it('are not taken from another field', () => {
    const design = build('text', 'money')
    expect(rename(design, 'text', 'money')).toBe(design)
  })
})

describe('columns', () => {
  it('are added, moved and renamed inside their table', () => {
    const first = addColumn(build('table'), 'table', entry('integer'))
    const second = addColumn(first.design, first.path.split('/')[0]!, entry('money'))
    const moved = moveColumn(second.design, second.path, -1)
    const renamed = rename(moved, 'table/integer', 'quantity')

    expect(new Form(renamed.schema, renamed.layout).within('table').map((column) => column.name)).toEqual([
      'name',
      'money',
      'quantity',
    ])
  })
})

describe('the property panel', () => {
  it('reads back what it has written', () => {
    const design = build('choice', 'integer')
    const said = {
      title: '类别',
      name: 'kind',
      demanded: true,
      hint: '选一种',
      choices: [
        { '#': 1, value: 'a', title: '甲' },
        { '#': 2, value: 'b', title: '乙' },
      ],
      radio: true,
      analyse: 'dimension',
      ruleEffect: 'HIDE',
      ruleField: 'integer',
      ruleTest: 'above',
      ruleValue: '3',
    }

    const { design: written } = applyPanel(design, [0], null, said)

    expect(panelOf(written, [0], null, [])!.data).toMatchObject(said)
    expect(written.schema.required).toEqual(['kind'])
  })
  it('makes one choice several and back', () => {
    const several = applyPanel(build('person'), [0], null, { title: '参加人', name: 'person', multiple: true }).design
    expect(several.schema.properties!.person).toMatchObject({
      type: 'array',
      title: '参加人',
      items: { 'x-person': true },
    })

    const one = applyPanel(several, [0], null, { title: '参加人', name: 'person', multiple: false }).design
    expect(one.schema.properties!.person).toEqual({ title: '参加人', 'x-person': true })
  })
})

describe('steps', () => {
  it('keep their access when others come', () => {
    const design = setSteps(setAccess(build('text'), 'apply', '*', 'edit'), ['apply', 'review'])
    expect(design.layout.access).toEqual({ apply: { '*': 'edit' }, review: {} })
  })
})

describe('going back', () => {
  it('takes quick changes of one kind as one', () => {
    const history = useHistory('')
    history.change('a', 'typing')
    history.change('ab', 'typing')
    history.change('abc')
    history.undo()
    expect(history.present.value).toBe('ab')
    history.undo()
    expect(history.present.value).toBe('')
    history.redo()
    expect(history.present.value).toBe('ab')
  })
})
