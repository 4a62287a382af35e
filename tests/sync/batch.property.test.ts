// A device's commands end in the same way whether many are decided in one transaction or each in its own: the
// same results, rows, facts, log, disclosures and jobs.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { anyone, type Actor } from '../../src/kernel/actor.ts'
import { type RowScope } from '../../src/kernel/row-scope.ts'
import { command } from '../../src/kernel/command.ts'
import { conflict } from '../../src/kernel/problem.ts'
import { Id } from '../../src/kernel/words.ts'
import { capability as devices } from '../../src/identity/devices/server/capability.ts'
import { buildApp, type App } from '../../src/platform/app.ts'
import { on, type Capability } from '../../src/platform/capability.ts'
import { sync } from '../../src/platform/sync/sync.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { plots, TABLE } from './plots.ts'

const plotLooked = conflict('plot.looked')
const other = { output: z.object({}), offline: true } as const
const about = z.strictObject({ person: Id })

/** Commands that end in every way that a handler can end in. */
const ends: Capability = {
  name: 'ends',
  handlers: [
    on(
      command({
        ...other,
        name: 'plot.look',
        summary: 'Discloses, then refuses.',
        input: about,
        problems: [plotLooked],
      }),
      {
        may: anyone,
        async run(ctx, { person }) {
          await sql`update plot set note = 'undone' where person = ${person}`.execute(ctx.tx)
          ctx.disclose([{ person, fields: ['name'], purpose: 'test' }])
          throw plotLooked()
        },
      },
    ),
    on(command({ ...other, name: 'plot.show', summary: 'Discloses, and enqueues a job.', input: about }), {
      may: anyone,
      async run(ctx, { person }) {
        ctx.disclose([{ person, fields: ['name', 'note'], purpose: 'test' }])
        ctx.enqueue('plot.later', { person }, { key: `later ${person}` })
        return {}
      },
    }),
    on(
      command({
        ...other,
        name: 'plot.tally',
        summary: 'What this transaction sees of the commands before it, and in which context it runs.',
        input: z.strictObject({}),
        output: z.object({ seen: z.record(z.string(), z.unknown()) }),
      }),
      {
        may: anyone,
        async run(ctx) {
          const { rows } = await sql<Record<string, number | string>>`
            select (select count(*) from fact where actor = ${ctx.actor.user})::int as facts,
              (select count(*) from command_log where actor = ${ctx.actor.user})::int as log,
              (select count(*) from plot where person in (
                select person from fact where actor = ${ctx.actor.user}))::int as plots, current_user as role,
              current_setting('app.organisation') = ${ctx.actor.organisation} as organisation,
              current_setting('app.actor') = ${ctx.actor.user} as actor, current_setting('app.scope') as scope,
              coalesce(current_setting('app.narrow', true), '') as narrow,
              coalesce(current_setting('app.people', true), '') as people`.execute(ctx.tx)
          return { seen: rows[0] ?? {} }
        },
      },
    ),
    on(
      command({
        ...other,
        name: 'plot.grab',
        summary: 'Writes a row of another organisation.',
        input: about,
      }),
      {
        may: anyone,
        async run(ctx, { person }) {
          await sql`insert into plot (person, organisation, name)
          values (${person}, ${network.organisations.roots}, 'Rosa')`.execute(ctx.tx)
          return {}
        },
      },
    ),
    on(
      command({
        ...other,
        name: 'plot.lift',
        summary: 'Fails while it has the scope of the system.',
        input: about,
      }),
      {
        may: anyone,
        run: async (ctx) =>
          await ctx.asSystem(async () => {
            throw plotLooked()
          }),
      },
    ),
    on(
      command({
        ...other,
        name: 'plot.crash',
        summary: 'Causes an error that no Problem stands for.',
        input: about,
      }),
      {
        may: anyone,
        async run(ctx) {
          await sql`select 1 / 0`.execute(ctx.tx)
          return {}
        },
      },
    ),
    on(command({ ...other, name: 'plot.forbidden', summary: 'Nobody may do this.', input: about }), {
      may: () => ({ reason: 'never' }),
      run: async () => ({}),
    }),
  ],
}

let network: TestNetwork
let app: App

beforeAll(async () => {
  network = await testNetwork()
  await network.database.pool.query(TABLE)
  const log = () => {}
  app = buildApp([plots, ends, devices], { ...network.app, log })
})

afterEach(() => void vi.restoreAllMocks())

const NAMES = ['Rosa', 'Rosa', 'Sol', 'Maleza', 'Seca', 'x'.repeat(100)]
const PERSONS = 3
const USUAL = ['plot.open', 'plot.water', 'plot.tally']
const RARE = [
  'plot.note',
  'plot.share',
  'plot.look',
  'plot.show',
  'plot.grab',
  'plot.lift',
  'plot.forbidden',
  'plot.unheard',
]
const ODD = ['after', 'after', 'replaces', 'skipped', 'malformed', 'release'] as const
/** What only a transaction of its own can decide. */
const ALONE = ['crash', 'fault', 'count', 'repeated', 'reused'] as const

/** One step: what is sent, about which person, and how its envelope is unusual. */
const step = fc.record({
  name: fc.constantFrom(...USUAL, ...USUAL, ...RARE),
  person: fc.nat(PERSONS - 1),
  text: fc.nat(NAMES.length - 1),
  /** Position of the command that this one follows, replaces or repeats. */
  back: fc.integer({ min: 1, max: 5 }),
  odd: fc.constantFrom('usual', 'usual', ...ODD) as fc.Arbitrary<
    'usual' | (typeof ODD | typeof ALONE)[number]
  >,
})
/** In most of them all commands can share a transaction. */
const steps = fc
  .record({
    all: fc.array(step, { minLength: 2, maxLength: 30 }),
    alone: fc.oneof(
      { weight: 2, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.tuple(fc.nat(29), fc.constantFrom(...ALONE)) },
    ),
  })
  .map(({ all, alone }) => all.map((one, at) => (alone?.[0] === at ? { ...one, odd: alone[1] } : one)))
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

type Sender = { actor: Actor; device: Id; ids: Id[]; persons: Id[] }

async function sender(scope: RowScope): Promise<Sender> {
  const fresh = (count: number) => Array.from({ length: count }, () => network.newId())
  const joined = await network.join('Ana', 'garden', ['front_desk'])
  const actor = { ...joined, grants: joined.grants.map((grant) => ({ ...grant, scope })) }
  return { actor, device: network.newId(), ids: fresh(60), persons: fresh(PERSONS) }
}

function envelopesOf(all: readonly Step[], { ids, persons }: Sender): object[] {
  let seq = 0
  return all.map(({ name, person, text, back, odd }, at) => {
    const before = Math.max(0, at - back)
    const again = odd === 'repeated' || odd === 'reused'
    if (odd !== 'skipped') seq++
    const about = { person: persons[person] }
    const inputs: Record<string, object> = {
      'plot.open': { ...about, name: NAMES[text] },
      'plot.note': { ...about, note: NAMES[text], base: 1 },
      'plot.share': { ...about, with: text % 2 ? [network.organisations.roots] : [] },
      'plot.tally': {},
      'plot.count': {},
    }
    const named = { crash: 'plot.crash', fault: 'plot.break', count: 'plot.count' }[odd as string] ?? name
    return {
      id: again ? ids[before] : ids[at],
      seq: odd === 'skipped' ? seq + 7 : seq,
      name: named,
      input: odd === 'reused' ? { other: 'input' } : (inputs[named] ?? about),
      occurredAt: '2026-03-01T10:00:00-05:00',
      ...(odd === 'after' && { after: ids[before] }),
      ...(odd === 'replaces' && { replaces: ids[before] }),
      ...(odd === 'release' && { packRelease: 'gone@1.0.0+000' }),
      ...(odd === 'malformed' && { surprise: true }),
    }
  })
}

/** Everything that the commands of a sender left, with their own ids replaced by names. */
async function left({ actor, ids, persons, device }: Sender, answer: object): Promise<string> {
  const rows = async (text: string) => (await network.database.pool.query(text, [actor.user])).rows
  const all = {
    answer,
    plots: await network.database.pool
      .query('select * from plot where person = any ($1) order by person', [persons])
      .then((result) => result.rows),
    log: await rows(`select id, name, organisation, seq, after, replaces, pack_release, occurred_at, outcome, output, problem,
      input, device, input_hash is not null as hashed from command_log where actor = $1 order by id`),
    facts:
      await rows(`select subject, kind, command, organisation, shared_with, centre, data, occurred_on, pack_release
      from fact where actor = $1 order by command, kind`),
    disclosed:
      await rows(`select person, organisation, shared_with, via, fields, purpose, count(*)::int as times
      from disclosure where actor = $1 group by 1, 2, 3, 4, 5, 6 order by 1, 4, 5`),
    jobs: await network.database.pool
      .query(
        `select j.key, j.payload from graphile_worker._private_jobs j where j.key = any ($1) order by j.key`,
        [persons.map((person) => `later ${person}`)],
      )
      .then((result) => result.rows),
  }
  const names = new Map<string, string>([
    [actor.user, 'actor'],
    [device, 'device'],
  ])
  ids.forEach((id, at) => names.set(id, `command ${at}`))
  persons.forEach((id, at) => names.set(id, `person ${at}`))
  const told = JSON.stringify(all, null, 1).replace(/"incident": "[^"]+"/gu, '"incident": "one"')
  return told.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gu, (id) => names.get(id) ?? id)
}

async function send(all: readonly Step[], by: Sender, most?: number): Promise<string> {
  const request = { device: by.device, commands: envelopesOf(all, by) }
  const { outcomes, expected } = await sync(app, by.actor, request, undefined, most)
  return await left(by, { outcomes, expected })
}

test.each(['organisation', 'own'] as const)(
  'commands of a user with the row scope %s end alike together and one by one',
  async (scope) => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const [one, many] = [await sender(scope), await sender(scope)]
        expect(await send(all, many)).toEqual(await send(all, one, 1))
      }),
      { numRuns: Number(process.env['FC_RUNS'] ?? 12), endOnFailure: false },
    )
  },
)

test('many commands share a transaction, those that a rule refuses too', async () => {
  // A transaction that takes long takes no further command.
  vi.spyOn(performance, 'now').mockReturnValue(0)
  const by = await sender('organisation')
  const usual = { back: 1, text: 0, odd: 'usual' } as const
  const all = Array.from({ length: 48 }, (_, at): Step => ({
    ...usual,
    name: at % 3 === 0 ? 'plot.open' : 'plot.water',
    person: 0,
  }))
  const told = await send(all, by)
  expect(told.match(/"outcome": "rejected"/gu)).toHaveLength(2 * 15)
  const { rows } = await network.database.pool.query(
    'select count(*)::int as facts, count(distinct xid)::int as transactions from fact where actor = $1',
    [by.actor.user],
  )
  expect(rows).toEqual([{ facts: 33, transactions: 1 }])
})
