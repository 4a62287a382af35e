// Which people are listed for review, which are not, and what a verified result exempts from an erasure.
import { beforeAll, expect, test } from 'vitest'
import { claimed, newcomer, person, world, type World } from '../../../tests/authorization/world.ts'
import { testNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import { sync } from '../../platform/sync.ts'
import { transaction } from '../../platform/database/connect.ts'
import { systemActor } from '../../platform/jobs.ts'
import { walk } from './sql.ts'
import { askErasure, erasePerson, keepPerson, listErasures, retentionRules } from './operations.ts'

let stage: World
beforeAll(async () => {
  stage = await world(await testNetwork())
})

const waiting = async (officer: Actor) => (await stage.network.ask(listErasures, {}, officer)).waiting

test('anybody who is signed in is told how long data is kept, under which law, and how long backups last', async () => {
  const { rules, backupDays } = await stage.network.ask(retentionRules, {}, stage.network.actors.beto)
  expect(rules.map((rule) => [rule.class, rule.months])).toEqual([
    ['personal', 24],
    ['sensitive', 24],
    ['protected', 12],
    ['evidence', 60],
  ])
  expect(backupDays).toBe(30)
})

test('a proof of a verified result stays, without its name, and its figures with it', async () => {
  const { network, bruno, id, run } = stage
  const proven = await claimed(stage, 'verified')
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
  const { network, rosa, id, run } = stage
  const gone = await newcomer(stage)
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
  const { network } = stage
  await newcomer(stage)
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
  const { network, rosa, run } = stage
  const [quiet, kept] = [await newcomer(stage), await newcomer(stage)]
  const { person: cared } = await person(stage)
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
