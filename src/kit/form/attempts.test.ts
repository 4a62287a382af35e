// What a form sends again: the same contents under the same key, other contents never beside what was done before.
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { ANSWER_MARK } from '../../kernel/answer-mark.ts'
import type { Command } from '../../kernel/command.ts'
import { Problem } from '../../kernel/problem.ts'
import { formAttempts, savedBefore } from './attempts.ts'

const water = { name: 'plot.water' } as Command
const dry = { name: 'plot.dry' } as Command

afterEach(() => vi.unstubAllGlobals())

/** A server that did what has one of these keys. */
function serverThatDid(...keys: string[]) {
  const asked: string[] = []
  vi.stubGlobal('localStorage', { getItem: () => null })
  vi.stubGlobal('fetch', async (path: string, { headers }: { headers: Record<string, string> }) => {
    asked.push(`${path} ${headers['idempotency-replay']}`)
    const isDone = keys.includes(headers['idempotency-key'] ?? '')
    return new Response(isDone ? '{}' : null, {
      status: isDone ? 200 : 204,
      headers: { [ANSWER_MARK]: '1', ...(isDone && { 'content-type': 'application/json' }) },
    })
  })
  return asked
}

test('the same contents keep their key until the form was sent, and get another after a refusal', async () => {
  const form = formAttempts()
  form.begin({}, false)
  const input = { id: form.idOf('plot'), litres: 3 }
  const { key } = await form.take(water, input, undefined)
  expect((await form.take(water, { ...input }, undefined)).key).toBe(key)
  form.refused(water, input, new Problem('session.ended', 401))
  expect((await form.take(water, input, undefined)).key).toBe(key)
  form.refused(water, input, new Problem('plot.flooded', 409))
  expect((await form.take(water, input, undefined)).key).not.toBe(key)
  const { id } = input
  form.end()
  expect(form.idOf('plot')).not.toBe(id)
})

test('other contents are sent when the server did nothing, and are told from what it did', async () => {
  const form = formAttempts()
  const id = form.idOf('plot')
  form.begin({ litres: '3' }, false)
  const first = await form.take(water, { id, litres: 3 }, undefined)

  expect(serverThatDid()).toEqual([])
  form.begin({ litres: '4' }, false)
  const second = await form.take(water, { id, litres: 4 }, undefined)
  expect(second.key).not.toBe(first.key)

  const asked = serverThatDid(second.key)
  form.begin({ litres: '5' }, false)
  const saved = await form.take(water, { id, litres: 5 }, undefined).catch(savedBefore)
  expect(saved).toEqual({ litres: '4' })
  // A command of another name about the same thing is an attempt at the same.
  expect(await form.take(dry, { id }, undefined).catch(savedBefore)).toEqual({ litres: '4' })
  expect(asked).toEqual(['/api/plot.water only', '/api/plot.water only'])

  form.begin({ litres: '4' }, true)
  expect(await form.take(water, { id, litres: 6 }, undefined)).toEqual({
    key: second.key,
    input: { id, litres: 4 },
  })
})

test('what this device keeps counts as done, without asking the server', async () => {
  const form = formAttempts()
  const id = form.idOf('plot')
  form.begin({ litres: '3' }, false)
  const { key } = await form.take(water, { id, litres: 3 }, undefined)
  const outbox = {
    send: vi.fn<() => Promise<never>>(),
    entry: async (asked: string) => (asked === key ? { state: 'pending' } : undefined),
  }
  form.begin({ litres: '4' }, false)
  expect(await form.take(water, { id, litres: 4 }, outbox).catch(savedBefore)).toEqual({ litres: '3' })
})

test('whatever is pressed and lost in whatever order, what was done is done once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ litres: fc.integer({ min: 1, max: 3 }), isDone: fc.boolean() }), { minLength: 1 }),
      async (presses) => {
        const form = formAttempts()
        const done = new Set<string>()
        for (const { litres, isDone } of presses) {
          serverThatDid(...done)
          form.begin({ litres }, false)
          const taken = await form
            .take(water, { id: form.idOf('plot'), litres }, undefined)
            .catch(savedBefore)
          if (taken && 'key' in taken && isDone) done.add(taken.key as string)
        }
        expect(done.size).toBeLessThanOrEqual(1)
      },
    ),
  )
})

test('a draft brings back the ids and the keys', async () => {
  let kept = ''
  const form = formAttempts()
  form.onSent(() => {
    kept = JSON.stringify(form.held())
  })
  form.begin({}, false)
  const id = form.idOf('plot')
  const { key } = await form.take(water, { id }, undefined)
  const again = formAttempts()
  again.restore(JSON.parse(kept))
  again.begin({}, false)
  expect(again.idOf('plot')).toBe(id)
  expect((await again.take(water, { id }, undefined)).key).toBe(key)
})
