// A receiver searches all that is left of ended referrals for a person, whichever way they were sent and
// ended.
import fc from 'fast-check'
import * as z from 'zod/mini'
import { capabilities } from '../../../src/entry/capabilities.ts'
import type { Actor } from '../../../src/kernel/actor.ts'
import { Problem } from '../../../src/kernel/problem.ts'
import { addDays, dateIn } from '../../../src/kernel/time.ts'
import type { Id } from '../../../src/kernel/words.ts'
import { transaction } from '../../../src/platform/database/connect.ts'
import { systemActor } from '../../../src/platform/jobs.ts'
import { askOverride, decideOverride } from '../../../src/protect/overrides/operations.ts'
import { listNotices, acknowledgeNotice } from '../../../src/protect/notices/operations.ts'
import { giveConsent, withdrawConsent, refuseConsent } from '../../../src/protect/consent/operations.ts'
import { recordDelivery } from '../../../src/serve/deliveries/operations.ts'
import { registerPerson } from '../../../src/serve/record/operations.ts'
import {
  getReferral,
  draftReferral,
  sendReferral,
  acceptReferral,
  declineReferral,
  scheduleReferral,
  missReferral,
  serveReferral,
  closeReferral,
  cancelReferral,
  expireReferral,
  redirectReferral,
} from '../../../src/serve/referrals/operations.ts'
import { offerService } from '../../../src/serve/services/operations.ts'
import { EVERY_ROLE, type TestNetwork } from '../../harness/network.ts'
import { opened } from '../../harness/own-view.ts'
import { replicaOf } from '../../harness/replica.ts'
import type { Kind } from './kind.ts'

const MOVES = [
  'accept',
  'decline',
  'schedule',
  'miss',
  'serve',
  'deliver',
  'close',
  'closeBySender',
  'cancel',
  'redirect',
  'expire',
] as const
const histories = fc.record({
  ground: fc.constantFrom('yes', 'class', 'override'),
  /** Texts of users that equal reasons which the application once wrote itself. */
  note: fc.constantFrom(
    'consent.',
    'consent.withdrawn',
    'consent.expired ',
    'closed ',
    '{"receiver_reads":true} ',
    '%',
  ),
  drafted: fc.boolean(),
  moves: fc.array(fc.array(fc.constantFrom(...MOVES), { maxLength: 5 }), { minLength: 1, maxLength: 2 }),
  end: fc.constantFrom('withdraw', 'refuse', 'expire', 'nothing'),
  again: fc.boolean(),
})
type History = typeof histories extends fc.Arbitrary<infer One> ? One : never

type Scene = { network: TestNetwork; rosa: Actor; sol: Actor; bruno: Actor; service: Id }
type Sent = { id: Id; reason: string; ended: boolean }

export const kind: Kind = {
  name: 'ended-referrals',
  async attack(network, rounds) {
    const [rosa, sol] = [
      await network.join('Rosa', 'garden', EVERY_ROLE),
      await network.join('Sol', 'garden', EVERY_ROLE),
    ]
    const bruno = await network.join('Bruno', 'roots', EVERY_ROLE)
    const service = network.newId()
    await network.execute(
      offerService,
      { id: service, kind: 'tool_loan', name: 'Palas', languages: ['es'] },
      bruno,
    )
    const scene = { network, rosa, sol, bruno, service }
    const tablet = replicaOf(network, bruno)
    const result = { attempts: 0, leaks: [] as string[] }
    for (const history of fc.sample(histories, { numRuns: 12 * rounds, seed: 23 })) {
      const person = network.newId()
      const name = `Nombre${person.slice(-8)}`
      const notes = `Nota${person.slice(-8)}`
      const number = `3${String(Number.parseInt(person.slice(-8), 16)).padStart(10, '0')}`
      const sent = await live(scene, history, { person, name, notes, number }, () => tablet.pull())
      await tablet.pull()
      const states = await network.database.pool.query<{ id: Id; open: boolean }>(
        `select id, state in ('sent', 'accepted', 'scheduled', 'no_show', 'served')
           or (state = 'closed' and answered_at is not null and decline_reason is null) as open
         from referral where person = $1 and receiver = $2`,
        [person, bruno.organisation],
      )
      const read = new Set(
        states.rows.flatMap(({ id, open }) => {
          const one = sent.find((each) => each.id === id)
          return one && open && !one.ended ? [one] : []
        }),
      )
      const secrets = sent.filter((one) => !read.has(one)).map(({ reason }) => reason)
      if (read.size === 0) secrets.push(name, number, notes)
      const told = await everything(scene, { person, name, number, referrals: sent })
      told.set('a device', JSON.stringify(tablet.held.get(person) ?? {}))
      for (const [source, text] of told) {
        result.attempts++
        for (const secret of secrets)
          if (text.includes(secret))
            result.leaks.push(`${source} shows ${secret} after ${JSON.stringify(history)}`)
      }
      for (const { id, reason } of read) {
        const shown = JSON.stringify(await network.ask(getReferral, { person, id }, bruno))
        if (!shown.includes(reason) || !shown.includes(name))
          result.leaks.push(`a referral that is allowed is not shown after ${JSON.stringify(history)}`)
      }
    }
    return result
  },
}

/**
 * Takes a person through referrals to Raíces in the generated order; steps that the rules refuse are skipped.
 */
async function live(
  { network, rosa, sol, bruno, service }: Scene,
  history: History,
  of: { person: Id; name: string; notes: string; number: string },
  pull: () => Promise<void>,
): Promise<Sent[]> {
  const { person } = of
  const { execute, newId, clock } = network
  const to = bruno.organisation
  const note = `${history.note}${of.notes}`
  const today = () => dateIn(clock.now.toISOString(), rosa.timeZone)
  const sent: Sent[] = []
  await execute(
    registerPerson,
    {
      id: person,
      searched: 'device',
      givenNames: of.name,
      contacts: [{ id: newId(), kind: 'phone', value: of.number, safeToText: true }],
    },
    rosa,
  )
  const said = { purpose: 'referral', textVersion: 'v1', locale: 'es' } as const
  const fieldGroups = ['identity', 'contact']
  const allow = async () => {
    const id = newId()
    clock.now = new Date(clock.now.getTime() + 1000)
    if (history.ground === 'override') {
      const why = { ground: 'vital_interest', basis: 'Riesgo', reason: 'Peligro' } as const
      const asked = {
        person,
        id,
        purpose: 'referral',
        recipient: to,
        fieldGroups,
        ...why,
        until: addDays(today(), 3),
      }
      await execute(askOverride, asked, rosa)
      await execute(decideOverride, { person, id, allow: true }, sol)
    } else {
      const recipient = history.ground === 'class' ? ('cso' as const) : to
      const given = { id, person, recipient, fieldGroups, how: 'signature', ...said } as const
      await execute(giveConsent, { ...given, expiresOn: addDays(today(), 3) }, rosa)
    }
    return id
  }
  const refer = async (permit: Id, moves: History['moves'][number]) => {
    const key = { person, id: newId() }
    const reason = `Motivo${key.id.slice(-8)}`
    const wish = { ...key, to, service, reason, consent: permit }
    if (history.drafted) await execute(draftReferral, wish, rosa)
    if (!(await happens(execute(sendReferral, history.drafted ? { ...key, consent: permit } : wish, rosa))))
      return
    sent.push({ id: key.id, reason, ended: false })
    for (const move of moves) {
      const at = new Date(clock.now.getTime() + 86_400_000).toISOString()
      const delivery = {
        id: newId(),
        person,
        service,
        referral: key.id,
        deliveredOn: today(),
        feedback: note,
      }
      const ways: Record<(typeof MOVES)[number], () => Promise<unknown>> = {
        accept: () => execute(acceptReferral, { ...key, note }, bruno),
        decline: () => execute(declineReferral, { ...key, reason: 'full', note }, bruno),
        schedule: () => execute(scheduleReferral, { ...key, at, note }, bruno),
        miss: () => execute(missReferral, { ...key, note }, bruno),
        serve: () => execute(serveReferral, key, bruno),
        deliver: () => execute(recordDelivery, delivery, bruno),
        close: () => execute(closeReferral, { ...key, feedback: note }, bruno),
        closeBySender: () => execute(closeReferral, { ...key, feedback: note }, rosa),
        cancel: () => execute(cancelReferral, { ...key, because: note }, rosa),
        redirect: () => elsewhere(key),
        expire: () => execute(expireReferral, key, systemActor('referral.expire', rosa.organisation)),
      }
      await happens(ways[move]())
      await pull()
    }
  }
  const elsewhere = async (key: { person: Id; id: Id }) => {
    const { fence } = network.organisations
    const id = newId()
    const given = { id, person, recipient: fence, fieldGroups, how: 'signature', ...said } as const
    await execute(giveConsent, given, rosa)
    await execute(redirectReferral, { ...key, newId: newId(), to: fence, consent: id }, rosa)
  }

  const permit = await allow()
  for (const moves of history.moves) await refer(permit, moves)
  clock.now = new Date(clock.now.getTime() + 1000)
  if (history.end === 'expire' || history.ground === 'override') {
    if (history.end === 'nothing') return sent
    clock.advance(5)
    for (const job of ['consent.expire', 'override.expire']) await network.runJob(job)
  } else if (history.end === 'withdraw') await execute(withdrawConsent, { person, id: permit }, rosa)
  else if (history.end === 'refuse')
    await execute(refuseConsent, { person, id: newId(), recipient: to, fieldGroups, ...said }, rosa)
  else return sent
  for (const one of sent) one.ended = true
  // What follows is a new permission: it opens the new referral and none of those before.
  if (history.again) await refer(await allow(), [])
  return sent
}

const happens = (doing: Promise<unknown>): Promise<boolean> =>
  doing.then(
    () => true,
    (error: unknown) => {
      if (error instanceof Problem) return false
      throw error
    },
  )

const queries = capabilities.flatMap(({ handlers }) =>
  handlers.flatMap(({ operation }) => (operation.is === 'query' ? [operation] : [])),
)

/**
 * Everything that the receiver can get: each query, its files, the own view it opens, and every table and
 * view of the database.
 */
async function everything(
  { network, bruno }: Scene,
  {
    person,
    name,
    number,
    referrals: sent,
  }: { person: Id; name: string; number: string; referrals: readonly Sent[] },
): Promise<Map<string, string>> {
  const told = new Map<string, string>()
  const client = network.http(bruno)
  // A notice shows the name until the receiver confirms that it stopped.
  const { notices } = await network.ask(listNotices, {}, bruno)
  for (const notice of notices)
    await happens(network.execute(acknowledgeNotice, { person: notice.person, id: notice.id }, bruno))
  const ids = [person, ...sent.map(({ id }) => id)]
  const inputs: unknown[] = [
    {},
    { person },
    ...ids.flatMap((id) => [{ id }, { person, id }]),
    // In lower case, so that the request's own text is not taken for an answer.
    { text: name.toLowerCase() },
    { text: number.slice(1) },
    { draft: { givenNames: name.toLowerCase() } },
    { draft: { phones: [number.slice(1)] } },
    ...['sender', 'receiver'].flatMap((side) => [{ side }, { side, person }, { side, limit: 200 }]),
    { locale: 'es' },
  ]
  for (const query of queries)
    for (const input of inputs.filter((one) => z.safeParse(query.input, one).success)) {
      const { body } = await client.get(query.name, input)
      told.set(`${query.name} ${JSON.stringify(input)}`, JSON.stringify(body))
    }
  for (const path of ['/api/disclosures.csv', `/api/disclosures.csv?person=${person}`])
    told.set(path, JSON.stringify((await client.send(path)).body))
  await opened(network, person, bruno).then(
    async (own) => told.set('the own view', JSON.stringify((await own.post('look', { locale: 'es' })).body)),
    () => undefined,
  )
  const views = await network.database.pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
     where table_schema in ('read', 'public') and column_name = 'person'
       and has_table_privilege('arraigo_app', format('%I.%I', table_schema, table_name), 'select')`,
  )
  for (const { name: view } of views.rows)
    told.set(
      view,
      await transaction(network.app.appPool, bruno, async (_tx, db) =>
        JSON.stringify((await db.query(`select * from ${view} where person = $1`, [person])).rows),
      ),
    )
  // What the receiver wrote about its own work stays readable to it.
  const own = JSON.parse(told.get('public.delivery') ?? '[]') as { note?: unknown }[]
  told.set('public.delivery', JSON.stringify(own.map(({ note: _, ...row }) => row)))
  return told
}
