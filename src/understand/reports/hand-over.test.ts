// Figures are handed over only without small ones, and behind the firewall only for whole months.
import { beforeAll, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Id } from '../../kernel/words.ts'
import { registerOrganisation } from '../../identity/organisations/operations.ts'
import { registerPerson } from '../../serve/record/operations.ts'
import { getOverview, handOver } from './operations.ts'

let network: TestNetwork
let consulate: Id
const FEBRUARY = { from: '2026-02-01', until: '2026-02-28' }

beforeAll(async () => {
  network = await testNetwork()
  const { ana, dora } = network.actors
  const about = { name: 'Consulado', timeZone: 'UTC', locale: 'es', secondFactor: 'required' } as const
  const made = await network.execute(
    registerOrganisation,
    { id: network.newId(), class: 'consular', ...about },
    dora,
  )
  consulate = made.id
  network.clock.advance(-15)
  for (const sex of [...Array<string>(11).fill('female'), ...Array<string>(7).fill('male')]) {
    await network.execute(registerPerson, { id: network.newId(), searched: 'file', sex }, ana)
  }
  network.clock.advance(15)
})

/** Registers people of Raíces a number of days ago. */
async function welcome(days: number, sexes: readonly string[], actor = network.actors.beto): Promise<void> {
  network.clock.advance(-days)
  for (const sex of sexes)
    await network.execute(registerPerson, { id: network.newId(), searched: 'file', sex }, actor)
  network.clock.advance(days)
}

const hand = (recipient: Id, period: object = FEBRUARY) =>
  network.execute(handOver, { recipient, ...FEBRUARY, ...period }, network.actors.dora)

test('an organisation behind the firewall gets no figure under ten, and no sum that reveals one', async () => {
  const { smallest, figures } = await hand(consulate)
  expect(smallest).toBe(10)
  expect(figures.people.registered).toBe(18)
  // Eleven could be shown, but beside a total of eighteen it would reveal the seven.
  expect(figures.people.bySex.map(({ count }) => count)).toEqual([null, null])
})

test('others get figures from five on', async () => {
  const { smallest, figures } = await hand(network.organisations.roots)
  expect(smallest).toBe(5)
  expect(figures.people.bySex).toEqual([
    { code: 'female', count: 11 },
    { code: 'male', count: 7 },
  ])
})

test('behind the firewall only whole past months are given, so that no day is revealed by subtraction', async () => {
  await expect(hand(consulate, { until: '2026-02-27' })).rejects.toThrow('report.whole_months')
  await expect(hand(consulate, { until: '2026-03-31' })).rejects.toThrow('report.whole_months')
  await expect(hand(network.organisations.roots, { until: '2026-02-27' })).rejects.toThrow(
    'report.whole_months',
  )
})

test('behind the firewall each month is given once and alone: a longer period could be subtracted from', async () => {
  await expect(hand(consulate, { from: '2026-01-01' })).rejects.toThrow('report.one_month')
  const first = await hand(consulate)
  await welcome(14, Array<string>(3).fill('male'))
  const border = await network.execute(
    registerOrganisation,
    {
      id: network.newId(),
      class: 'enforcement',
      name: 'Control de la Cerca',
      timeZone: 'UTC',
      locale: 'es',
      secondFactor: 'required',
    },
    network.actors.dora,
  )
  // Three more were registered since; a later recipient gets the same figures, or the difference would reveal
  // the three.
  expect((await hand(border.id)).figures).toEqual(first.figures)
  expect((await hand(network.organisations.roots)).figures.people.registered).not.toBe(18)
})

test('two hand-overs at once are made one after the other', async () => {
  const january = { from: '2026-01-01', until: '2026-01-31' }
  const pair = await Promise.all([hand(consulate, january), hand(consulate, january)])
  expect(pair[0].figures).toEqual(pair[1].figures)
  const { rows } = await network.database.pool.query<{ firsts: number }>(
    `select count(*) filter (where repeats is null)::int as firsts from hand_over
     where from_day = '2026-01-01' and arraigo.behind_wall(given_to)`,
  )
  expect(rows[0]?.firsts).toBe(1)
})

test('figures given for another period before block every month that shares a day with it', async () => {
  await network.database.pool.query(
    `insert into hand_over (id, organisation, given_to, from_day, until_day, smallest, figures, handed_by, handed_at)
     values (gen_random_uuid(), $1, $2, '2025-09-01', '2025-11-30', 10, '{}', $3, now())`,
    [network.organisations.garden, consulate, network.actors.dora.user],
  )
  await expect(hand(consulate, { from: '2025-11-01', until: '2025-11-30' })).rejects.toMatchObject({
    code: 'report.given_otherwise',
    status: 409,
    data: { from: '2025-09-01', until: '2025-11-30' },
  })
  await hand(consulate, { from: '2025-12-01', until: '2025-12-31' })
})

test('what was given is kept, and the application can neither change nor remove it', async () => {
  const client = await network.database.pool.connect()
  try {
    for (const change of ['update hand_over set smallest = 1', 'delete from hand_over']) {
      await client.query('begin; set local role arraigo_app')
      await expect(client.query(change)).rejects.toMatchObject({ code: '42501' })
      await client.query('rollback')
    }
  } finally {
    client.release()
  }
})

test('the network’s figures less those of one’s own organisation reveal no small number of others', async () => {
  const { ana, dora } = network.actors
  const november = { from: '2025-11-01', until: '2025-11-30' }
  await welcome(100, [...Array<string>(9).fill('female'), ...Array<string>(12).fill('male')], ana)
  await welcome(100, [...Array<string>(2).fill('female'), ...Array<string>(7).fill('male')])
  const own = await network.ask(getOverview, november, dora)
  const all = await network.ask(getOverview, { ...november, scope: 'network' }, dora)
  expect(own.people.bySex).toEqual([
    { code: 'male', count: 12 },
    { code: 'female', count: 9 },
  ])
  expect(all.people.registered).toBe(30)
  // Eleven less the nine of the garden are two; and nineteen beside the total of thirty would reveal them.
  expect(all.people.bySex.map(({ count }) => count)).toEqual([null, null])
  // The recipient can subtract its own figures too: twenty-one of the garden remain for Raíces.
  expect((await hand(network.organisations.fence, november)).figures.people.bySex[0]?.count).toBeNull()
})

test('only those who coordinate the network hand figures over, and the log keeps what was given', async () => {
  await expect(
    network.execute(handOver, { recipient: consulate, ...FEBRUARY }, network.actors.eve),
  ).rejects.toThrow('report.not_the_lead')
  await expect(hand(network.newId())).rejects.toThrow('report.recipient_unknown')
  const { rows } = await network.database.pool.query<{ output: { recipient: string } }>(
    `select output from command_log where name = 'report.hand_over' and outcome = 'applied' and actor = $1`,
    [network.actors.dora.user],
  )
  expect(rows.map(({ output }) => output.recipient)).toContain('Consulado')
})

test('a user who may open no record sees no small figure of their own organisation either', async () => {
  const { sol, ana } = network.actors
  const october = { from: '2025-10-01', until: '2025-10-31' }
  await welcome(130, ['female', 'female'], ana)
  const seen = async (role: 'analyst' | 'administrator' | 'supervisor') => {
    const actor = role === 'supervisor' ? sol : await network.join(role, 'garden', [role])
    const { hides, people } = await network.ask(getOverview, october, actor)
    return [hides, people.registered, people.bySex[0]?.count]
  }
  expect(await seen('analyst')).toEqual([true, null, undefined])
  expect(await seen('administrator')).toEqual([true, null, undefined])
  expect(await seen('supervisor')).toEqual([false, 2, 2])
})

test('a user who may open only their own people’s records is shown no small figure of all the others', async () => {
  const clara = network.actors.clara
  const narrow = { ...clara, grants: clara.grants.map((grant) => ({ ...grant, scope: 'own' as const })) }
  const october = { from: '2025-10-01', until: '2025-10-31' }
  const { hides, people } = await network.ask(getOverview, october, narrow)
  expect([hides, people.registered]).toEqual([true, null])
})

test('where small figures are hidden a period has whole past months', async () => {
  const analyst = await network.join('Alba', 'garden', ['analyst'])
  for (const scope of ['organisation', 'network'] as const)
    await expect(
      network.ask(getOverview, { scope, from: '2026-02-01', until: '2026-02-27' }, analyst),
    ).rejects.toThrow('report.whole_months')
  const { from, until } = await network.ask(getOverview, {}, analyst)
  expect([from, until]).toEqual(['2025-03-01', '2026-02-28'])
})
