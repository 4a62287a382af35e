// What requests of the screens send, and what each kind of response becomes.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ANSWER_MARK, API_VERSION } from '../kernel/answer-mark.ts'
import { requestFile } from './download.ts'
import { request, setPageActor } from './request.ts'

type Sent = { path: string; init: RequestInit }
let sent: Sent[]
let announced: string[]

const MARK = { [ANSWER_MARK]: API_VERSION }

function answer(
  status: number,
  body: string | object,
  type = 'application/json',
  headers: Record<string, string> = MARK,
) {
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    sent.push({ path, init })
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const given = { ...(status !== 204 && { 'content-type': type }), ...headers }
    return new Response(status === 204 ? null : text, { status, headers: given })
  })
}
const problem = (status: number, code: string, data = {}) =>
  answer(status, { code, status, title: code, data }, 'application/problem+json')

beforeEach(() => {
  sent = []
  announced = []
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} })
  vi.stubGlobal('dispatchEvent', ({ type }: Event) => announced.push(type))
})

afterEach(() => {
  vi.unstubAllGlobals()
  setPageActor(undefined)
})

test('with a body it sends JSON by POST; without one it is a GET', async () => {
  answer(200, { done: true })
  expect(await request('/api/x', { json: { a: 1 }, headers: { 'idempotency-key': 'k' } })).toEqual({
    done: true,
  })
  await request('/api/x')
  expect(sent[0]?.init).toMatchObject({
    method: 'POST',
    body: '{"a":1}',
    headers: { 'x-requested-with': 'arraigo', 'content-type': 'application/json', 'idempotency-key': 'k' },
  })
  expect(sent[1]?.init).toEqual({
    redirect: 'error',
    signal: expect.any(AbortSignal),
    headers: { 'x-requested-with': 'arraigo' },
  })
})

test('a file is sent as it is', async () => {
  answer(200, {})
  const file = new Blob(['a'])
  await request('/api/x', { file })
  expect(sent[0]?.init).toMatchObject({
    method: 'POST',
    body: file,
    headers: { 'content-type': 'application/octet-stream' },
  })
})

test('it names the user and the organisation of the page, unless the page has none', async () => {
  answer(200, {})
  setPageActor({ user: 'ana', organisation: 'garden' })
  await request('/api/x')
  await request('/api/x', { anyone: true })
  expect(sent.map(({ init }) => init.headers)).toEqual([
    { 'x-requested-with': 'arraigo', 'x-user': 'ana', 'x-organisation': 'garden' },
    { 'x-requested-with': 'arraigo' },
  ])
})

test('a refusal is a Problem with its data', async () => {
  problem(409, 'need.changed_meanwhile', { version: 2 })
  const refused = { name: 'Problem', code: 'need.changed_meanwhile', status: 409, data: { version: 2 } }
  await expect(request('/api/x')).rejects.toMatchObject(refused)
})

test('an ended session is announced; a wrong code, and a request from a page without a user, is not', async () => {
  problem(401, 'second_factor.wrong')
  await expect(request('/api/x')).rejects.toMatchObject({ status: 401 })
  problem(401, 'session.ended')
  await expect(request('/api/x', { anyone: true })).rejects.toMatchObject({ status: 401 })
  expect(announced).toEqual([])
  await expect(request('/api/x')).rejects.toMatchObject({ status: 401 })
  expect(announced).toEqual(['arraigo:signed-out'])
})

test('an error of the server carries its incident number', async () => {
  problem(500, 'house.incident', { incident: 'i-1' })
  await expect(request('/api/x')).rejects.toMatchObject({ name: 'Broken', incident: 'i-1' })
  answer(500, 'oh', 'text/plain')
  await expect(request('/api/x')).rejects.toMatchObject({ name: 'Broken', incident: '500' })
})

const unreachable = { name: 'Unreachable' }

test('a server that cannot answer now counts as unreachable', async () => {
  problem(503, 'server.busy')
  await expect(request('/api/x')).rejects.toMatchObject(unreachable)
})

test.each([200, 204, 400, 401, 403, 404, 413, 429, 500, 502, 503, 504, 511])(
  'whatever answers %i and is not the server counts as unreachable',
  async (status) => {
    const bodies = status === 204 ? [''] : ['', '{}', '{"code":"session.ended"}', '<p>Sign in here</p>']
    for (const body of bodies) {
      for (const type of ['application/json', 'text/html']) {
        answer(status, body, type, {})
        await expect(request('/api/x')).rejects.toMatchObject(unreachable)
        await expect(requestFile('/api/x')).rejects.toMatchObject(unreachable)
      }
    }
    expect(announced).toEqual([])
  },
)

test('an answer that was redirected is not the server’s', async () => {
  vi.stubGlobal('fetch', async () =>
    Object.defineProperty(new Response('{}', { headers: MARK }), 'redirected', { value: true }),
  )
  await expect(request('/api/x')).rejects.toMatchObject(unreachable)
})

test('a file is given with the name of the server', async () => {
  const named = `attachment; filename="evidence.pdf"; filename*=UTF-8''Acta%20de%20Pe%C3%B1a.pdf`
  answer(200, 'bytes', 'application/pdf', { ...MARK, 'content-disposition': named })
  const { file, name } = await requestFile('/api/x')
  expect([name, await file.text()]).toEqual(['Acta de Peña.pdf', 'bytes'])
  answer(200, 'a;b', 'text/csv', { ...MARK, 'content-disposition': 'attachment; filename="log.csv"' })
  expect((await requestFile('/api/x')).name).toBe('log.csv')
  problem(403, 'actor.not_allowed')
  await expect(requestFile('/api/x')).rejects.toMatchObject({ name: 'Problem', status: 403 })
})

test('a connection lost before or within the response counts as unreachable', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  await expect(request('/api/x')).rejects.toMatchObject({ name: 'Unreachable' })
  const torn = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"a":'))
      controller.error(new TypeError('network error'))
    },
  })
  const headers = { ...MARK, 'content-type': 'application/json' }
  vi.stubGlobal('fetch', async () => new Response(torn, { headers }))
  await expect(request('/api/x')).rejects.toMatchObject({ name: 'Unreachable' })
  // A proxy may close a connection in such a way that what came looks whole.
  for (const part of ['', '{"a":'])
    for (const status of [200, 409]) {
      answer(status, part)
      await expect(request('/api/x')).rejects.toMatchObject(unreachable)
    }
})

test('a response without a body is accepted', async () => {
  answer(204, '')
  expect(await request('/api/x', { json: {} })).toBeUndefined()
})
