// Which people are listed for review, which are not, and what a verified result exempts from an erasure.
import { beforeAll, expect, test } from 'vitest'
import { claimed, newcomer, person, world, type World } from '../../../tests/authorization/world.ts'
import { testNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import { sync } from '../../platform/sync/sync.ts'
import { transaction } from '../../platform/database/connect.ts'
import { systemActor } from '../../platform/jobs.ts'
import { walk } from './sql.ts'
import { askErasure, erasePerson, keepPerson, listErasures, retentionRules } from './operations.ts'

let fixture: World
beforeAll(async () => {
  fixture = await world(await testNetwork())
})

const waiting = async (officer: Actor) => (await fixture.network.ask(listErasures, {}, officer)).waiting

test('anybody who is signed in is told how long data is kept, under which law, and how long backups last', async () => {
  const { rules, backupDays } = await fixture.network.ask(retentionRules, {}, fixture.network.actors.beto)
  expect(rules.map((rule) => [rule.class, rule.months])).toEqual([
    ['personal', 24],
    ['sensitive', 24],
    ['protected', 12],
    ['evidence', 60],
  ])
  expect(backupDays).toBe(30)
})

test('a proof of a verified result stays, without its name, and its figures with it', async () => {
  const { network, bruno, id, run } = fixture
  const proven = await claimed(fixture, 'verified')
  await run(bruno, askErasure, { id: id(), person: proven.person })
  const review = (await waiting(bruno)).find((one) => one.person === proven.person)
  const { evidenceKept } = await network.execute(
    erasePerson,
    { person: proven.person, id: review?.id ?? id() },
    bruno,
  )
  expect(evidenceKept).toBe(1)
  const { rows } = await network.database.pool.query(
    `select name, sha256 <> decode(repeat('00', 32), 'hex') as there from attachment where id = $1`,
    [proven.attachment],
  )
  expect(rows).toEqual([{ name: 'evidence', there: true }])
})

test('an erased person leaves the devices that kept them', async () => {
  const { network, rosa, id, run } = fixture
  const gone = await newcomer(fixture)
  const device = id()
  const first = await sync(network.app, rosa, { device, commands: [], pull: { cursor: null } })
  expect(first.changes?.documents.map((document) => document.person)).toContain(gone)
  const wish = { person: gone, id: id() }
  await run(rosa, askErasure, wish)
  await run(rosa, erasePerson, wish)
  const next = await sync(network.app, rosa, {
    device,
    commands: [],
    pull: { cursor: first.cursor ?? null },
  })
  expect(next.changes?.withdrawn).toContain(gone)
  expect(next.changes?.documents.map((document) => document.person)).not.toContain(gone)
})

test('the search for people past a rule goes on where it stopped, and begins anew at the end', async () => {
  const { network } = fixture
  await newcomer(fixture)
  const all = async () =>
    (
      await network.database.pool.query<{ person: string }>(
        'select distinct person from read.person_fact order by person',
      )
    ).rows
  const people = (await all()).map(({ person: one }) => one)
  const steps = (most: number, times: number) =>
    transaction(network.app.appPool, systemActor('test'), async (tx) => {
      const seen: string[][] = []
      for (let step = 0; step < times; step++) seen.push(await walk(tx, most))
      return seen
    })
  const half = Math.ceil(people.length / 2)
  expect(people.length).toBeGreaterThan(2)
  expect((await steps(half, 2)).flat()).toEqual(people)
  await steps(people.length, 1)
  expect((await steps(people.length + 1, 2)).flat()).toEqual(people)
})

test('each night lists the people past a rule: not those with an open case, nor those kept until later', async () => {
  const { network, rosa, run } = fixture
  const [quiet, kept] = [await newcomer(fixture), await newcomer(fixture)]
  const { person: cared } = await person(fixture)
  await network.runJob('erasure.notice')
  expect((await waiting(rosa)).map((one) => one.person)).not.toContain(quiet)
  network.clock.advance(740)
  await network.runJob('erasure.notice')
  const noted = await waiting(rosa)
  expect(noted.find((one) => one.person === quiet)).toMatchObject({
    because: 'rule',
    classes: ['personal', 'sensitive'],
    lastContact: '2026-03-02',
  })
  expect(noted.map((one) => one.person)).not.toContain(cared)
  const { id } = noted.find((one) => one.person === kept) ?? { id: kept }
  await run(rosa, keepPerson, { person: kept, id, until: '2029-03-01', reason: 'Una causa abierta.' })
  await network.runJob('erasure.notice')
  expect((await waiting(rosa)).map((one) => one.person)).not.toContain(kept)
})
