import { BpmnModdle } from 'bpmn-moddle'
import { describe, expect, it } from 'vitest'
import { descriptor, type Moddle } from './bpmn'
import { compare, pieces } from './compare'
import { withLayout } from './dressing'

const moddle = new BpmnModdle({ jinye: descriptor }) as unknown as Moddle
const file = (inner: string) => `<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:j="http://jinye/bpmn" targetNamespace="t" id="d">
  <process id="p" name="请假" isExecutable="true">
    <startEvent id="s"/>${inner}<endEvent id="e"/>
  </process>
</definitions>`
const plain = file(`
  <userTask id="a" name="审核" j:who="initiator-department-head" j:decisions="agree:同意"/>
  <sequenceFlow id="f" sourceRef="s" targetRef="a"/><sequenceFlow id="g" sourceRef="a" targetRef="e"/>`)
const read = async (text: string) => pieces((await moddle.fromXML(text)).rootElement)

describe('two versions', () => {
  it('that say the same differ in nothing, whatever prefix or layout they have', async () => {
    const dressed = await withLayout(plain, moddle)

    expect(dressed).toContain('j:who="initiator-department-head"')
    expect(dressed).toContain('BPMNPlane')
    expect(compare(await read(plain), await read(dressed))).toEqual([])
  })

  it('are told apart by what was added, taken away and set otherwise', async () => {
    const later = file(`
      <userTask id="a" name="部门审核" j:who="initiator-department-head" j:clock="documents.step.D20"/>
      <intermediateCatchEvent id="t" name="等待"><timerEventDefinition><timeDuration>2 working-days</timeDuration></timerEventDefinition></intermediateCatchEvent>
      <sequenceFlow id="f" sourceRef="s" targetRef="a"/><sequenceFlow id="g" sourceRef="a" targetRef="t"/>`)

    expect(compare(await read(plain), await read(later))).toEqual([
      {
        id: 'a',
        title: '部门审核',
        sort: 'changed',
        changes: [
          { title: '名称', before: '审核', after: '部门审核' },
          { title: '办理结果', before: '同意（agree）', after: '（无）' },
          { title: '限办', before: '（无）', after: 'documents.step.D20' },
        ],
      },
      { id: 't', title: '等待', sort: 'added', changes: [] },
      {
        id: 'g',
        title: '连线：部门审核 → 等待',
        sort: 'changed',
        changes: [{ title: '终点', before: '结束', after: '等待' }],
      },
    ])
    expect(compare(await read(later), await read(plain)).map((one) => one.sort)).toEqual([
      'removed',
      'changed',
      'changed',
    ])
  })
})

it('attributes that nobody knows here are kept as they are', async () => {
  const { rootElement } = await moddle.fromXML(file('<userTask id="a" j:who="initiator" j:later="yes"/>'))

  expect((await moddle.toXML(rootElement)).xml).toContain('j:who="initiator" j:later="yes"')
})
