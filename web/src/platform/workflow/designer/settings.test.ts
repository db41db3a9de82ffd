import { describe, expect, it } from 'vitest'
import {
  decisionWord,
  readDecisions,
  readRights,
  readTiming,
  readVerbs,
  readWeights,
  readWho,
  timingTitle,
  whoTitle,
  writeDecisions,
  writeRights,
  writeTiming,
  writeVerbs,
  writeWeights,
  writeWho,
} from './settings'

describe('handlers', () => {
  it('are one word, with an argument and a pool behind it', () => {
    expect(readWho('role:R_OFFICE:pool')).toEqual({ kind: 'role', argument: 'R_OFFICE', pool: true })
    for (const text of ['initiator', 'role:R_OFFICE', 'role:R_OFFICE:pool', 'principal:pool', 'desk:signer'])
      expect(writeWho(readWho(text))).toBe(text)
    expect(writeWho(readWho(undefined))).toBeUndefined()
  })

  it('are named in Chinese', () => {
    expect(whoTitle('role:R_OFFICE:pool', { R_OFFICE: '办公室文秘' })).toBe('角色：办公室文秘（抢办）')
    expect(whoTitle('')).toBe('未指定')
  })
})

describe('decisions', () => {
  it('are written only where they differ from what the server takes anyway', () => {
    expect(readDecisions(undefined)).toEqual([{ word: 'sent', title: '送出' }])
    expect(writeDecisions(readDecisions(undefined))).toBeUndefined()
    expect(writeDecisions(readDecisions(undefined, 'vote'), 'vote')).toBeUndefined()
    expect(writeDecisions(readDecisions('agree:同意,disagree:不同意'))).toBe('agree:同意,disagree:不同意')
  })

  it('have titles without the signs that part the list, and words of their own', () => {
    expect(writeDecisions([{ word: 'agree', title: '同意,但:修改' }])).toBe('agree:同意但修改')
    expect(decisionWord('同意', [])).toBe('agree')
    expect(decisionWord('同意', ['agree'])).toBe('result-1')
    expect(decisionWord('补充材料', ['result-1'])).toBe('result-2')
  })
})

it('verbs not written mean all of them, written empty none', () => {
  const all = ['return', 'withdraw']
  expect(readVerbs(undefined, all)).toEqual(all)
  expect(readVerbs('', all)).toEqual([])
  expect(writeVerbs(all, all)).toBeUndefined()
  expect(writeVerbs([], all)).toBe('')
  expect(writeVerbs(['return'], all)).toBe('return')
})

it('times are counted, ruled, taken from the form or written as ISO', () => {
  for (const text of [
    '3 working-days',
    '4 working-hours',
    '10 calendar-days',
    'rule:documents.step.D20',
    '${closing}',
    'PT4H',
  ])
    expect(writeTiming(readTiming(text))).toBe(text)
  expect(writeTiming({ unit: 'working-days', value: ' ' })).toBeUndefined()
  expect(timingTitle('3 working-days')).toBe('3 个工作日')
  expect(timingTitle('${closing}', { closing: '截止日' })).toBe('到“截止日”')
})

it('rights name the rest first', () => {
  expect(readRights('amount:edit,*:read')).toEqual({ amount: 'edit', '*': 'read' })
  expect(writeRights({ amount: 'edit', reason: '', '*': 'read' })).toBe('*:read,amount:edit')
  expect(writeRights({ amount: '' })).toBeUndefined()
})

it('votes are counted by voter', () => {
  expect(readWeights('person:12=2, leaders=3')).toEqual([
    { who: 'person:12', votes: 2 },
    { who: 'leaders', votes: 3 },
  ])
  expect(writeWeights(readWeights('person:12=2,leaders=3'))).toBe('person:12=2,leaders=3')
  expect(writeWeights([{ who: '', votes: 2 }])).toBeUndefined()
})
