// A receiver, alone or with another receiver, writes decisions in the person's name: in whatever order, it
// sees nothing that the keeper did not write or confirm, and what it wrote waits for the keeper.
import fc from 'fast-check'
import type { Actor } from '../../../src/kernel/actor.ts'
import { Problem } from '../../../src/kernel/problem.ts'
import type { Id } from '../../../src/kernel/words.ts'
import {
  confirmConsent,
  giveConsent,
  listUnconfirmed,
  refuseConsent,
  upholdConsent,
  withdrawConsent,
} from '../../../src/protect/consent/operations.ts'
import { getPerson } from '../../../src/serve/record/operations.ts'
import { filesOf, PNG } from '../../harness/files.ts'
import { lina } from '../../harness/lina.ts'
import type { TestNetwork } from '../../harness/network.ts'
import { opened } from '../../harness/own-view.ts'
import type { Kind } from './kind.ts'

const PARTS = ['documents', 'contact', 'household', 'status', 'needs'] as const

const act = fc.record({
  what: fc.constantFrom('give', 'give', 'give', 'refuse', 'withdraw', 'confirm', 'uphold', 'own', 'later'),
  parts: fc.uniqueArray(fc.constantFrom(...PARTS), { minLength: 1 }),
  to: fc.constantFrom('self', 'class', 'other'),
  how: fc.constantFrom('signature', 'verbal_with_witness', 'thumbprint'),
  hasFile: fc.boolean(),
  /** How many seconds ago it claims to have happened. */
  claimed: fc.constantFrom(0, 1, 3600, 86_400 * 400),
  by: fc.constantFrom('beto', 'beto', 'eve'),
  of: fc.nat(20),
})
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never

export const kind: Kind = {
  name: 'forged-consent',
  async attack(network, rounds) {
    const leaks: string[] = []
    let attempts = 0
    const sequences = fc.sample(fc.array(act, { minLength: 3, maxLength: 8 }), {
      numRuns: 12 * rounds,
      seed: 41,
    })
    for (const steps of sequences) {
      attempts += steps.length
      const said = await runSteps(network, steps)
      if (said) leaks.push(`${said}: ${JSON.stringify(steps)}`)
    }
    return { attempts, leaks }
  },
}

async function runSteps(network: TestNetwork, steps: readonly Act[]): Promise<string | undefined> {
  const { ana, beto, eve } = network.actors
  const its = await lina(network)
  const { person } = its
  await its.shared(['identity', ...PARTS])
  await its.shared(['identity', ...PARTS], eve)
  for (const to of [beto, eve]) await its.refuse([...PARTS], to.organisation)
  const made: Id[] = []
  for (const one of steps) {
    await step(network, { person, made, later: its.later }, one).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error
    })
  }
  for (const receiver of [beto, eve]) {
    const seen = await network.ask(getPerson, { id: person }, receiver).catch(() => undefined)
    if (!seen) continue
    const kept = PARTS.filter((part) => !seen.withheld?.fieldGroups.includes(part))
    if (kept.length > 0) return `${receiver.name} sees ${kept.join(', ')}`
  }
  const { yeses } = await network.ask(listUnconfirmed, {}, ana)
  const listed = new Set(yeses.map(({ id }) => id))
  const { rows } = await network.database.pool.query<{ id: Id }>(
    `select id from consent where person = $1 and said = 'yes' and organisation <> $2 and withdrawn_at is null
       and expires_on > $3`,
    [person, ana.organisation, network.clock.now.toISOString().slice(0, 10)],
  )
  const hidden = rows.filter(({ id }) => !listed.has(id))
  // The list has a hundred of each organisation: what this try wrote leaves it for the next one.
  for (const table of ['consent_words', 'consent'])
    await network.database.pool.query(`delete from ${table} where person = $1`, [person])
  return hidden.length > 0 ? 'a yes of somebody else is not before the keeper' : undefined
}

async function step(
  network: TestNetwork,
  { person, made, later }: { person: Id; made: Id[]; later: () => void },
  one: Act,
): Promise<void> {
  later()
  const by: Actor = network.actors[one.by]
  const other = one.by === 'beto' ? network.actors.eve : network.actors.beto
  const recipient = { self: by.organisation, class: 'cso' as const, other: other.organisation }[one.to]
  const asked = {
    id: network.newId(),
    person,
    purpose: 'referral',
    recipient,
    fieldGroups: [...one.parts],
    textVersion: 'v1',
    locale: 'es' as const,
  }
  const occurredAt = new Date(network.clock.now.getTime() - one.claimed * 1000).toISOString()
  const target = made[one.of % Math.max(1, made.length)] ?? network.newId()
  switch (one.what) {
    case 'give': {
      const attachment = network.newId()
      if (one.hasFile) await filesOf(network, network.folder, by).upload(person, PNG, undefined, attachment)
      const more = { ...(one.hasFile && { attachment }), how: one.how, witness: 'Rosa' }
      await network.execute(giveConsent, { ...asked, ...more }, by, { occurredAt })
      made.push(asked.id)
      return
    }
    case 'refuse':
      await network.execute(refuseConsent, asked, by, { occurredAt })
      made.push(asked.id)
      return
    case 'withdraw':
      await network.execute(withdrawConsent, { person, id: target }, by, { occurredAt })
      return
    case 'confirm':
      await network.execute(confirmConsent, { person, id: target }, by, { occurredAt })
      return
    case 'uphold':
      await network.execute(upholdConsent, { person, id: target }, by, { occurredAt })
      return
    case 'own': {
      const own = await opened(network, person, by)
      await own.post('confirm', { id: target })
      return
    }
    default:
  }
}
