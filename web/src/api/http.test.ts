import { afterEach, describe, expect, it, vi } from 'vitest'
import { get, onSessionEnd, post } from './http'
import { Problem } from './problem'

const answer = (status: number, body: unknown = {}) => new Response(JSON.stringify(body), { status })

function serve(...answers: (Response | Error)[]) {
  const requests: Request[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    requests.push(request)
    const next = answers.shift()!
    if (next instanceof Error) throw next
    return next
  })
  return requests
}

afterEach(() => vi.unstubAllGlobals())

describe('the client', () => {
  it('sends a write again with the same key after signing in again', async () => {
    const requests = serve(answer(401), answer(200, { id: 7 }))
    onSessionEnd(async () => true)

    const made = await post<{ id: number }>('/api/documents', { title: '通知' })

    expect(made.id).toBe(7)
    expect(requests).toHaveLength(2)
    expect(requests[0]!.headers.get('Idempotency-Key')).toBeTruthy()
    expect(requests[1]!.headers.get('Idempotency-Key')).toBe(requests[0]!.headers.get('Idempotency-Key'))
    expect(await requests[1]!.json()).toEqual({ title: '通知' })
  })

  it('carries the version the person saw', async () => {
    const requests = serve(answer(200))

    await post('/api/documents/1', {}, { version: 3 })

    expect(requests[0]!.headers.get('If-Match')).toBe('"3"')
  })

  it('turns a refusal into the sentence of the server', async () => {
    serve(answer(409, { code: 'web.stale', detail: '他人已于 10:31 修改，请刷新后再提交。', faults: [] }))

    const problem = (await get('/api/documents/1').catch((thrown) => thrown)) as Problem

    expect(problem).toBeInstanceOf(Problem)
    expect(problem.code).toBe('web.stale')
    expect(problem.detail).toContain('他人已于 10:31 修改')
    expect(problem.passing).toBe(false)
  })

  it('says that the network is away and that nothing is lost', async () => {
    serve(new TypeError('network'))

    const problem = (await post('/api/documents', {}).catch((thrown: unknown) => thrown)) as Problem

    expect(problem.code).toBe('web.offline')
    expect(problem.passing).toBe(true)
  })
})
