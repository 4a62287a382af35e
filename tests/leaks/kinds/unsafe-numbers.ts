// Keeper and receiver write contact points in any order, spelling and way; a number that one of them marked
// unsafe must not be shown until the keeper changes it.
import fc from 'fast-check'
import type { Actor } from '../../../src/kernel/actor.ts'
import type { Command, InputOf } from '../../../src/kernel/command.ts'
import { Problem } from '../../../src/kernel/problem.ts'
import type { Id } from '../../../src/kernel/words.ts'
import { transaction } from '../../../src/platform/database/connect.ts'
import { safeContacts } from '../../../src/platform/safe-contact.ts'
import { sync } from '../../../src/platform/sync/sync.ts'
import { getReceipt, giveConsent } from '../../../src/protect/consent/operations.ts'
import { addContact, changeContact, getPerson, registerPerson } from '../../../src/serve/record/operations.ts'
import { acceptReferral, sendReferral } from '../../../src/serve/referrals/operations.ts'
import { EVERY_ROLE, type TestNetwork } from '../../harness/network.ts'
import type { Kind } from './kind.ts'

const ARABIC = (digits: string) =>
  digits.replace(/\d/gu, (digit) => String.fromCodePoint(0x660 + Number(digit)))
const DEVANAGARI = (digits: string) =>
  digits.replace(/\d/gu, (digit) => String.fromCodePoint(0x966 + Number(digit)))
const WIDE = (digits: string) =>
  digits.replace(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
/** The numbers and addresses, each with the ways people write it. */
const REACHED: readonly (readonly string[])[] = [
  ...['3001234567', '6012229988'].map((n) => [
    n,
    `+57 ${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}`,
    `00 57 ${n}`,
    `+57 (0) ${n}`,
    `(${n.slice(0, 3)}) ${n.slice(3, 6)}-${n.slice(6)}`,
    `${n.slice(0, 3)}.${n.slice(3, 6)}.${n.slice(6)}`,
    n.slice(3),
    `${n} ext. 12`,
    `casa: ${n}`,
    `${n} @ casa`,
    `${n} (avisar antes a vecina@example.net)`,
    DEVANAGARI(n),
    ARABIC(n),
    `+${WIDE(`57${n}`)}`,
  ]),
  [
    'rosa@example.org',
    'Rosa@Example.ORG',
    'rosa+ayuda@example.org',
    'Rosa <rosa@example.org>',
    'ROSA＠example.org',
    '(rosa@example.org)',
    'rosa @ example.org',
    'hija@example.com, rosa@example.org',
  ],
]
const reached = (value: string) => REACHED.findIndex((spellings) => spellings.includes(value))

const CHANNELS = { safeToCall: 'call', safeToText: 'text' } as const
const FLAGS = ['safeToCall', 'safeToText'] as const
type Flag = (typeof FLAGS)[number]

const number = fc
  .nat(REACHED.length - 1)
  .chain((at) => fc.constantFrom(...(REACHED[at] as readonly string[])))
const flag = fc.constantFrom(true, true, false, undefined)
const flags = fc.record({ safeToCall: flag, safeToText: flag })
const deeds = fc.oneof(
  fc.record({
    is: fc.constant('add' as const),
    byKeeper: fc.boolean(),
    offline: fc.boolean(),
    kind: fc.constantFrom('phone', 'email', 'in_person'),
    value: number,
    flags,
  }),
  fc.record({
    is: fc.constant('change' as const),
    byKeeper: fc.boolean(),
    offline: fc.boolean(),
    which: fc.nat(5),
    /** How many versions the device is behind. */
    behind: fc.constantFrom(0, 0, 0, 1, 2),
    value: fc.option(number, { nil: undefined, freq: 3 }),
    retired: fc.constantFrom(undefined, undefined, true, false),
    flags,
  }),
)
const histories = fc.record({
  registered: fc.array(fc.record({ kind: fc.constantFrom('phone', 'in_person'), value: number, flags }), {
    maxLength: 2,
  }),
  deeds: fc.array(deeds, { minLength: 1, maxLength: 8 }),
})

type Point = { kind: string; value: string; safeToCall?: boolean; safeToText?: boolean }
const said = (given: Record<Flag, boolean | undefined>) =>
  Object.fromEntries(FLAGS.flatMap((one) => (given[one] === undefined ? [] : [[one, given[one]]])))

export const kind: Kind = {
  name: 'unsafe-numbers',
  async attack(network, rounds) {
    const rosa = await network.join('Rosa', 'garden', EVERY_ROLE)
    const bruno = await network.join('Bruno', 'roots', EVERY_ROLE)
    const result = { attempts: 0, leaks: [] as string[] }
    for (const history of fc.sample(histories, { numRuns: 20 * rounds, seed: 31 })) {
      const unsafe: Record<Flag, Set<number>> = { safeToCall: new Set(), safeToText: new Set() }
      /** A number marked unsafe stays so, unless the keeper changes it. */
      const heard = (
        value: string,
        given: Record<Flag, boolean | undefined>,
        { asNew = false, reverses = false } = {},
      ) => {
        for (const one of FLAGS) {
          if (given[one] === false || (asNew && given[one] === undefined)) unsafe[one].add(reached(value))
          else if (given[one] && reverses) unsafe[one].delete(reached(value))
        }
      }
      const points = history.registered.map(({ kind: kindOf, value, flags: given }) => {
        heard(value, given, { asNew: true })
        return { id: network.newId(), kind: kindOf, value, ...said(given) }
      })
      const { person, consent } = await shared(network, { rosa, bruno }, points)
      /** Every value that a contact point had, by its version. */
      const values = new Map(points.map(({ id, value }) => [id, [value]]))
      for (const deed of history.deeds) {
        const by = deed.byKeeper ? rosa : bruno
        const send = <C extends Command>(command: C, input: InputOf<C>) =>
          does(network, by, command, input, deed.offline)
        if (deed.is === 'add') {
          const point = { id: network.newId(), kind: deed.kind, value: deed.value, ...said(deed.flags) }
          if (await send(addContact, { person, ...point })) {
            heard(deed.value, deed.flags, { asNew: true })
            values.set(point.id, [deed.value])
          }
        } else {
          const { contacts } = await network.ask(getPerson, { id: person }, rosa)
          const contact = contacts[deed.which % Math.max(1, contacts.length)]
          if (!contact) continue
          const base = Math.max(1, contact.version - deed.behind)
          const { value, retired } = deed
          const input = { person, id: contact.id, base, ...said(deed.flags) }
          const changes = { ...(value !== undefined && { value }), ...(retired !== undefined && { retired }) }
          if (!(await send(changeContact, { ...input, ...changes }))) continue
          const known = values.get(contact.id) ?? []
          heard(value ?? contact.value, deed.flags, { reverses: deed.byKeeper && base === contact.version })
          // A device that was behind spoke of the number it saw, whichever of these it was.
          const no = Object.fromEntries(
            FLAGS.map((one) => [one, deed.flags[one] === false ? false : undefined]),
          )
          if (base < contact.version) for (const one of known) heard(one, no as typeof deed.flags)
          values.set(contact.id, [...known, value ?? contact.value])
        }
        result.attempts++
        const told = await handedOut(network, [rosa, bruno], { person, consent })
        for (const [place, one, value] of told)
          if (unsafe[one].has(reached(value)))
            result.leaks.push(
              `${place} hands ${value} out as ${CHANNELS[one]} after ${JSON.stringify(history)}`,
            )
      }
    }
    return result
  },
}

/** A person with these contact points, whose contact part the receiver sees. */
async function shared(
  { execute, newId, organisations }: TestNetwork,
  { rosa, bruno }: Record<'rosa' | 'bruno', Actor>,
  points: readonly ({ id: Id } & Point)[],
): Promise<{ person: Id; consent: Id }> {
  const [person, consent] = [newId(), newId()]
  const once = points.filter(
    (one, at) =>
      points.findIndex(
        (other) => other.kind === one.kind && other.value.toLowerCase() === one.value.toLowerCase(),
      ) === at,
  )
  await execute(registerPerson, { id: person, searched: 'device', called: 'Lina', contacts: once }, rosa)
  const words = { purpose: 'referral', textVersion: 'v1', locale: 'es', how: 'signature' } as const
  const allowed = { recipient: organisations.roots, fieldGroups: ['identity', 'contact'] }
  await execute(giveConsent, { id: consent, person, ...words, ...allowed }, rosa)
  const key = { person, id: newId() }
  await execute(sendReferral, { ...key, to: organisations.roots, reason: 'Una pala', consent }, rosa)
  await execute(acceptReferral, key, bruno)
  return { person, consent }
}

/** Whether a command was applied, now or from a device. */
async function does<C extends Command>(
  network: TestNetwork,
  by: Actor,
  command: C,
  input: InputOf<C>,
  offline: boolean,
): Promise<boolean> {
  if (!offline)
    return await network.execute(command, input, by).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Problem) return false
        throw error
      },
    )
  const occurredAt = network.clock.now.toISOString()
  const envelope = { id: network.newId(), seq: 1, name: command.name, input, occurredAt }
  const { outcomes } = await sync(network.app, by, { device: network.newId(), commands: [envelope] })
  return outcomes[0]?.outcome === 'applied'
}

/** The numbers that may be called or written to, from every query that returns them. */
async function handedOut(
  network: TestNetwork,
  actors: readonly Actor[],
  { person, consent }: { person: Id; consent: Id },
): Promise<(readonly [place: string, flag: Flag, value: string])[]> {
  const told: (readonly [string, Flag, string])[] = []
  for (const actor of actors) {
    for (const one of FLAGS) {
      const contacts = await transaction(network.app.appPool, actor, (tx) =>
        safeContacts({ tx, actor }, person, CHANNELS[one]),
      )
      told.push(...contacts.map(({ value }) => ['what is safe', one, value] as const))
    }
    const { contacts } = await network.ask(getPerson, { id: person }, actor)
    for (const one of FLAGS)
      told.push(
        ...contacts
          .filter((contact) => contact[one] && !contact.retired)
          .map(({ value }) => ['the record', one, value] as const),
      )
  }
  const { sms } = await network.ask(getReceipt, { person, id: consent }, actors[0] as Actor)
  told.push(...(sms?.to ?? []).map((value) => ['a receipt', 'safeToText', value] as const))
  return told
}
