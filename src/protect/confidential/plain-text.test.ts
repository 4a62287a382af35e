// No word of a confidential note is stored anywhere but in its sealed text, and erasing the key makes that
// unreadable for good.
import { beforeAll, describe, expect, test } from 'vitest'
import { AGREED, code, confidentialCase, NEED, STORY } from '../../../tests/harness/confidential-case.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import { execute } from '../../platform/execute.ts'
import { systemActor } from '../../platform/jobs.ts'
import { sync } from '../../platform/sync/sync.ts'
import { getTimeline } from '../../serve/timeline/operations.ts'
import { listNotes, assignConfidant, breakGlass, openNote, sealNote, destroyKeys } from './operations.ts'

let network: TestNetwork
/** A case manager without any access. */
let carlos: Actor

beforeAll(async () => {
  network = await testNetwork()
  carlos = await network.join('Carlos', 'garden', ['case_manager'])
})

const told = () => confidentialCase(network)
const listed = (person: string, actor: Actor) => network.ask(listNotes, { person }, actor)

describe('no plain text anywhere', () => {
  const words = ['Zarandaja', 'Quillango', 'Perejuela', 'Torbellina', 'Mirlanda']

  test('not in the log of what was kept or refused, not in facts, jobs, disclosures, the replica, nor any other table', async () => {
    const { person, note, group } = await told()
    const { clara, dora } = network.actors
    const letIn = { person, id: network.newId(), group, user: carlos.user, reason: 'Torbellina' }
    await network.execute(assignConfidant, letIn, clara)
    await code(network.execute(assignConfidant, { ...letIn, id: network.newId() }, clara))
    const glass = { person, id: network.newId(), group, reason: 'Mirlanda' } as const
    await network.execute(breakGlass, glass, network.actors.sol)
    await code(network.execute(breakGlass, { ...glass, id: network.newId() }, network.actors.sol))
    await network.execute(openNote, { person, id: note, because: 'other' }, clara)
    const again = { person, id: network.newId(), group, need: NEED, agreed: AGREED, story: STORY }
    // Refused by a rule, by the input's schema, and by a role: each is logged, none with a word of it.
    expect(await code(network.execute(sealNote, again, clara))).toBe('note.told_already')
    await code(network.execute(sealNote, { ...again, story: { text: STORY } } as never, clara))
    await code(network.execute(sealNote, again, dora))
    const device = network.newId()
    const { changes } = await sync(network.app, clara, {
      device,
      commands: [],
      persons: [person],
      pull: { cursor: null },
    })
    expect(changes?.documents.length).toBeGreaterThan(0)
    const found: string[] = []
    const { rows: tables } = await network.database.pool.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('public', 'auth', 'graphile_worker')
         or schemaname like '%worker%'`,
    )
    expect(tables.length).toBeGreaterThan(60)
    for (const { name } of tables)
      for (const word of words) {
        const { rowCount } = await network.database.pool.query(
          `select from ${name} t where t::text ilike $1 or t::text ilike $2 limit 1`,
          [`%${word}%`, `%${Buffer.from(word).toString('hex')}%`],
        )
        if ((rowCount ?? 0) > 0) found.push(`${name} holds ${word}`)
      }
    for (const word of words) if (JSON.stringify(changes).includes(word)) found.push(`a device holds ${word}`)
    expect(found).toEqual([])
    const { rows: kept } = await network.database.pool.query<{ input: string | null; output: object | null }>(
      `select input, output from command_log where name like 'note.%' or name like 'confidant.%'
         or name like 'break_glass.open'`,
    )
    expect(kept.length).toBeGreaterThan(5)
    expect(kept.filter(({ input, output }) => JSON.stringify([input, output]).includes(person))).toEqual([])
    expect(kept.filter(({ input }) => input?.includes(group))).toEqual([])
    const { rows: facts } = await network.database.pool.query(
      `select kind from fact where subject = $1 and (kind like 'note.%' or kind like 'break%' or kind like 'conf%')`,
      [person],
    )
    expect(facts).toEqual([])
  })

  test('a repeat is answered without the story, and the hash of an input cannot be tried against guesses', async () => {
    const { person, note } = await told()
    const { clara } = network.actors
    const order = {
      id: network.newId(),
      name: openNote.name,
      input: { person, id: note, because: 'hearing' },
    }
    expect(await execute(network.app, clara, order)).toEqual({
      outcome: 'applied',
      output: { story: STORY },
    })
    expect(await execute(network.app, clara, order)).toEqual({ outcome: 'duplicate', output: {} })
    const { rows: logged } = await network.database.pool.query<{ same: boolean }>(
      `select input_hash = sha256(convert_to($2, 'UTF8')) as same from command_log where id = $1`,
      [order.id, JSON.stringify([order.name, order.input])],
    )
    expect(logged).toEqual([{ same: false }])
  })

  test('the front desk does not learn of it from who saw the record', async () => {
    const { person, note } = await told()
    const { ana, clara } = network.actors
    await network.execute(openNote, { person, id: note, because: 'hearing' }, clara)
    const timeline = await network.ask(getTimeline, { id: person }, ana)
    expect(JSON.stringify(timeline)).not.toMatch(/note\.|protected/)
    const seen = (await network.ask(getTimeline, { id: person }, carlos)).seen
    expect(seen.some(({ via }) => via === 'note.open')).toBe(true)
  })
})

test('erasing destroys the key: what is sealed, here and in a copy that lacks the key, stays closed', async () => {
  const { person, note } = await told()
  const { clara } = network.actors
  const app = systemActor('erasure', clara.organisation)
  expect(await network.execute(destroyKeys, { person }, app)).toEqual({ destroyed: 1 })
  expect((await listed(person, clara)).notes).toMatchObject([{ need: null, agreed: null }])
  expect(await code(network.execute(openNote, { person, id: note, because: 'other' }, clara))).toBe(
    'note.unreadable',
  )
  // Another key, even of the same person, decrypts none of it.
  const fresh = { person, id: network.newId(), group: 'health', need: 'Nuevo', agreed: 'Nuevo' } as const
  await network.execute(sealNote, fresh, clara)
  expect((await listed(person, clara)).notes).toMatchObject([{ need: 'Nuevo' }, { need: null }])
})
