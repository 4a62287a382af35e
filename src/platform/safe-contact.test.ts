// Tests that an unsafe number is never returned for messages or calls, and that no other code reads numbers.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { readSource, readTree } from '../../tests/architecture/source-tree.ts'
import { testNetwork, type TestNetwork } from '../../tests/harness/network.ts'
import type { Actor } from '../kernel/actor.ts'
import { getReceipt, giveConsent } from '../protect/consent/operations.ts'
import { addContact, changeContact, registerPerson } from '../serve/record/operations.ts'
import { transaction } from './database/connect.ts'
import { safeContacts } from './safe-contact.ts'

let network: TestNetwork
beforeAll(async () => {
  network = await testNetwork()
})

/** The history of a contact point: as recorded, and perhaps changed later. */
const history = fc.array(
  fc.record({
    noted: fc.record({ safeToCall: fc.boolean(), safeToText: fc.boolean() }),
    changed: fc.option(
      fc.record({ safeToCall: fc.boolean(), safeToText: fc.boolean(), retired: fc.boolean() }),
      { nil: undefined },
    ),
  }),
  { maxLength: 4 },
)

const handedOut = (person: string, channel: 'call' | 'text', actor: Actor) =>
  transaction(network.app.appPool, actor, (tx) => safeContacts({ tx, actor }, person, channel))

test('after any history of changes exactly the safe numbers are returned', async () => {
  const { ana, eve } = network.actors
  let serial = 3_000_000_000
  await fc.assert(
    fc.asyncProperty(history, async (points) => {
      const person = network.newId()
      await network.execute(registerPerson, { id: person, searched: 'device', called: 'Lina' }, ana)
      const safe: Record<'call' | 'text', string[]> = { call: [], text: [] }
      for (const { noted, changed } of points) {
        const [id, value] = [network.newId(), String(serial++)]
        await network.execute(addContact, { person, id, kind: 'phone', value, ...noted }, ana)
        if (changed) await network.execute(changeContact, { person, id, base: 1, ...changed }, ana)
        const last = { ...noted, retired: false, ...changed }
        if (last.safeToCall && !last.retired) safe.call.push(value)
        if (last.safeToText && !last.retired) safe.text.push(value)
      }
      for (const channel of ['call', 'text'] as const) {
        expect((await handedOut(person, channel, ana)).map(({ value }) => value)).toEqual(safe[channel])
        expect(await handedOut(person, channel, eve)).toEqual([])
      }
    }),
    { numRuns: 25 },
  )
})

test('a receipt names no number that is not safe to write to', async () => {
  const { ana } = network.actors
  const [person, consent] = [network.newId(), network.newId()]
  await network.execute(registerPerson, { id: person, searched: 'device', called: 'Rosa' }, ana)
  const phone = { person, kind: 'phone' as const }
  await network.execute(
    addContact,
    { ...phone, id: network.newId(), value: '3001112223', safeToCall: true },
    ana,
  )
  await network.execute(
    addContact,
    { ...phone, id: network.newId(), value: '3004445556', safeToText: true },
    ana,
  )
  const said = { purpose: 'referral', textVersion: 'v1', locale: 'es', how: 'signature' } as const
  const allowed = { recipient: network.organisations.roots, fieldGroups: ['identity'] }
  await network.execute(giveConsent, { id: consent, person, ...said, ...allowed }, ana)
  const { sms } = await network.ask(getReceipt, { person, id: consent }, ana)
  expect(sms?.to).toEqual(['3004445556'])
})

test('only this function and the record itself read a number, and no screen starts a call', () => {
  const files = [...readSource(readTree()).modules.values()].filter(
    ({ path }) => path.startsWith('src/') && !/\.test\.tsx?$|schema\.d\.ts$/u.test(path),
  )
  const holding = (pattern: RegExp) => files.filter(({ text }) => pattern.test(text)).map(({ path }) => path)
  expect(holding(/\bperson_contact\b/u).filter((path) => !path.startsWith('src/serve/record/'))).toEqual([])
  expect(holding(/\bsafe_contact\b/u)).toEqual(['src/platform/safe-contact.ts'])
  // The link of a receipt is built from the result of the function; a service or an interpreter is called,
  // not a person who is served.
  expect(holding(/['"`](?:tel|sms|mailto|whatsapp):|wa\.me\//u)).toEqual([
    'src/protect/consent/screens/Receipt.tsx',
    'src/protect/interpreters/screens/Interpreter.tsx',
    'src/protect/interpreters/screens/ToCall.tsx',
    'src/serve/services/screens/Service.tsx',
  ])
})

test('no view of the database shows a number but the one of safe contacts', async () => {
  const { rows } = await network.database.pool.query<{ name: string }>(
    `select distinct v.oid::regclass::text as name from pg_depend d
     join pg_rewrite r on r.oid = d.objid join pg_class v on v.oid = r.ev_class
     where d.refobjid = 'person_contact'::regclass and d.classid = 'pg_rewrite'::regclass`,
  )
  expect(rows).toEqual([{ name: 'read.safe_contact' }])
})
