// Property names that every JavaScript object inherits, in every place of every operation that takes text: a
// map kept in a plain object finds something under them.
import fc from 'fast-check'
import type { Actor } from '../../../src/kernel/actor.ts'
import { subjects } from '../../authorization/declared.ts'
import { world } from '../../authorization/world.ts'
import { document, inputSchema } from '../../fuzz/document.ts'
import { paths, replaced, shaped } from '../../fuzz/inputs.ts'
import { everyAddress } from '../addresses.ts'
import type { Kind } from './kind.ts'

const WORDS = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'isPrototypeOf',
  '__defineGetter__',
]
/** Text that shows that one of them was found. */
const FOUND = /\[native code\]|\[object Object\]|function Object|"incident"/u

export const kind: Kind = {
  name: 'prototype',
  async attack(network, rounds) {
    const fixture = await world(network)
    const { send } = await everyAddress(network)
    const known: string[] = []
    const leaks: string[] = []
    let attempts = 0
    const ask = async (what: string, actor: Actor, path: string, init?: RequestInit) => {
      attempts++
      const { status, text } = await send(actor, path, init)
      if (status >= 500 || FOUND.test(text)) leaks.push(`${what} answered ${status}: ${text.slice(0, 200)}`)
    }
    const post = (input: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(input) })

    // A register with these words as headings and cells, and its preview, values and mapping.
    const id = fixture.id()
    const csv = [WORDS, ...WORDS.map((word) => WORDS.map(() => word))].map((row) => row.join(',')).join('\n')
    await ask('import', fixture.rosa, `/api/imports?id=${id}&name=constructor`, { method: 'POST', body: csv })
    const columns = WORDS.map((column) => ({ column, target: 'sex' }))
    const values = Object.fromEntries(WORDS.map((word) => [word, null]))
    const mapping = {
      source: 'constructor',
      dates: 'dmy',
      columns: columns.map((each) => ({ ...each, values })),
    }
    await ask('import.words', fixture.rosa, '/api/import.words', post({ id, columns }))
    await ask('import.preview', fixture.rosa, '/api/import.preview', post({ id, mapping }))

    for (const [path, { get, post: posted }] of Object.entries(document.paths)) {
      const operation = get ?? posted
      if (!operation) continue
      const name = path.slice(1)
      const works = (await subjects[name]?.make(fixture))?.input
      const samples = [
        ...(works ? [works] : []),
        ...fc.sample(shaped(inputSchema(operation), { known }), { numRuns: rounds, seed: 7 }),
      ]
      for (const sample of samples) {
        for (const at of paths(sample)) {
          const value = at.reduce<unknown>((now, key) => (now as Record<string, unknown>)[key], sample)
          for (const word of WORDS.slice(0, rounds > 1 ? WORDS.length : 3)) {
            const hostile =
              typeof value === 'string'
                ? replaced(sample, at, word)
                : value !== null && typeof value === 'object' && !Array.isArray(value)
                  ? replaced(sample, at, withKey(value, word))
                  : undefined
            if (hostile !== undefined)
              await ask(`${name} with ${word} at ${at.join('.')}`, fixture.rosa, `/api${path}`, post(hostile))
          }
        }
      }
    }
    for (const word of WORDS) {
      await ask(`an operation called ${word}`, fixture.rosa, `/api/${word}.${word}`, post({}))
      for (const place of ['auth', 'own', 'attachments', 'late'])
        for (const method of ['GET', 'POST'])
          await ask(`${method} ${place} ${word}`, fixture.rosa, `/api/${place}/${word}`, {
            method,
            ...(method === 'POST' && { body: '{}' }),
            headers: { 'x-requested-with': 'arraigo' },
          })
    }
    return { attempts, leaks }
  },
}

/** Sets an own field of that name, also where plain assignment would set the prototype. */
const withKey = (value: object, word: string): object =>
  Object.defineProperty({ ...value }, word, {
    value: word,
    enumerable: true,
    configurable: true,
    writable: true,
  })
