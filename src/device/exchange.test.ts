// What an exchange makes of an answer: only the server's own decides anything.
import { expect, test } from 'vitest'
import { ANSWER_MARK, API_VERSION } from '../kernel/answer-mark.ts'
import type { Id } from '../kernel/words.ts'
import { exchange } from './exchange.ts'

const device = '0199aaaa-0000-7000-8000-000000000001' as Id
const done = {
  database: device,
  outcomes: [],
  expected: 1,
  packRelease: 'p',
  changes: null,
  cursor: null,
  more: false,
}

const exchanged = async (status: number, body: unknown, headers: Record<string, string> = {}) => {
  const text = body === undefined ? null : JSON.stringify(body)
  return await exchange(async () => new Response(text, { status, headers }), { device, commands: [] })
}
const mark = { [ANSWER_MARK]: API_VERSION }

test.each([200, 204, 401, 403, 404, 409, 422, 429, 500, 502, 511])(
  'with %i from something that is not the server, everything is tried again later',
  async (status) => {
    const bodies = status === 204 ? [undefined] : [done, {}, { code: 'device.revoked' }, 'Sign in here']
    for (const body of bodies) expect(await exchanged(status, body)).toEqual({ is: 'later' })
  },
)

test('the server’s own answers, and refusals, count', async () => {
  expect(await exchanged(200, done, mark)).toMatchObject({ is: 'answer', response: done })
  expect(await exchanged(200, {}, mark)).toEqual({ is: 'later' })
  expect(await exchanged(401, { code: 'session.ended' }, mark)).toEqual({ is: 'signed_out' })
  expect(await exchanged(403, { code: 'device.revoked' }, mark)).toMatchObject({ is: 'revoked' })
  expect(await exchanged(422, { code: 'input.invalid' }, mark)).toMatchObject({ is: 'refused' })
  const busy = { ...mark, 'retry-after': '7' }
  expect(await exchanged(429, { code: 'device.busy' }, busy)).toEqual({ is: 'later', seconds: 7 })
})

test('a request that is too large for the server, or for a proxy before it, is divided', async () => {
  expect(await exchanged(413, { code: 'input.too_large' }, mark)).toEqual({ is: 'too_large' })
  const page = async () => new Response('<h1>413</h1>', { status: 413 })
  expect(await exchange(page, { device, commands: [] })).toEqual({ is: 'too_large' })
})
