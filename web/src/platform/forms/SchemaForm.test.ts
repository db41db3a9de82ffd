import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import type { Data, Layout, Schema } from './form'
import SchemaForm from './SchemaForm.vue'

const schema: Schema = {
  type: 'object',
  required: ['reason'],
  properties: {
    reason: { type: 'string', title: '事由' },
    urgent: { type: 'boolean', title: '加急' },
    why: { type: 'string', title: '加急理由' },
    quantity: { type: 'integer', title: '数量' },
    price: { type: 'string', title: '单价', 'x-money': true },
    total: { type: 'string', title: '合计', 'x-money': true, 'x-computed': 'quantity * price' },
  },
}
const layout: Layout = {
  type: 'VerticalLayout',
  elements: [
    { type: 'Control', scope: '#/properties/reason' },
    { type: 'Control', scope: '#/properties/urgent' },
    {
      type: 'Control',
      scope: '#/properties/why',
      rule: { effect: 'SHOW', condition: { scope: '#/properties/urgent', schema: { const: true } } },
    },
    { type: 'Control', scope: '#/properties/quantity' },
    { type: 'Control', scope: '#/properties/price' },
    { type: 'Control', scope: '#/properties/total' },
  ],
  access: { apply: { '*': 'edit' }, review: { '*': 'read', why: 'hidden' } },
}

let form: VueWrapper<InstanceType<typeof SchemaForm>>
const rest = async () => {
  await new Promise((done) => setTimeout(done, 100))
  await nextTick()
}
async function open(data: Data, more: object = {}) {
  form = mount(SchemaForm, {
    props: { schema, layout, step: 'apply', modelValue: data, ...more },
    attachTo: document.body,
  }) as never
  await rest()
}
const field = (title: string) => {
  const label = form.findAll('label').find((one) => one.text().startsWith(title))
  return form.find(`[id="${label!.attributes('for')}"]`)
}
afterEach(() => form.unmount())

describe('a form to fill in', () => {
  it('shows what a rule shows and computes what is computed', async () => {
    await open({})
    expect(form.text()).not.toContain('加急理由')

    await form.find('input[type=radio]').setValue()
    await field('数量').setValue('3')
    await field('单价').setValue('1200.5')
    await rest()

    expect(form.text()).toContain('加急理由')
    expect(form.text()).toContain('3,601.50')
    expect(form.text()).toContain('叁仟陆佰零壹元伍角')
    expect(form.emitted('update:modelValue')!.at(-1)![0]).toMatchObject({ price: '1200.50', total: '3601.50' })
  })

  it('asks for what is missing only when it is to be sent', async () => {
    await open({})
    expect(form.text()).not.toContain('请填写')

    const faults = await form.vm.check()
    await rest()

    expect(faults).toHaveLength(1)
    expect(form.find('[role=alert]').text()).toBe('请填写事由。')
  })

  it('tells what the server said at its field until the field changes', async () => {
    await open(
      { reason: '换电脑' },
      { faults: [{ pointer: '/data/reason', code: 'x', message: '事由重复。' }], faultsAt: '/data' },
    )
    expect(form.find('[role=alert]').text()).toBe('事由重复。')

    await field('事由').setValue('换打印机')
    await rest()

    expect(form.find('[role=alert]').exists()).toBe(false)
  })

  it('only shows what a step may only read', async () => {
    await open({ reason: '换电脑', urgent: true, why: '急用' }, { step: 'review' })

    expect(form.findAll('input, textarea, select')).toHaveLength(0)
    expect(form.text()).toContain('换电脑')
    expect(form.text()).not.toContain('急用')
  })
})
