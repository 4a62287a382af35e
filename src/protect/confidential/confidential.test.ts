// A confidential note reaches the users with access and nobody else: through the application, and by raw SQL.
import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { AGREED, code, confidentialCase, NEED, STORY } from '../../../tests/harness/confidential-case.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import { registerPerson } from '../../serve/record/operations.ts'
import {
  listNotes,
  assignConfidant,
  listConfidants,
  sealNote,
  releaseConfidant,
  countRetellings,
  openNote,
  ProtectedGroup,
  breakGlass,
  countWaiting,
  listOpenings,
  type Verdict,
  reviewBreakGlass,
} from './operations.ts'

let network: TestNetwork
/** A case manager without any access, and a user who oversees but gives no access. */
let carlos: Actor
let dpo: Actor

beforeAll(async () => {
  network = await testNetwork()
  carlos = await network.join('Carlos', 'garden', ['case_manager'])
  dpo = await network.join('Delfina', 'garden', ['data_protection_officer'])
})

const told = () => confidentialCase(network)
const listed = (person: string, actor: Actor) => network.ask(listNotes, { person }, actor)

/**
 * What the application's role sees of a table when it sets only the actor, without the application's own
 * checks.
 */
async function rows(table: string, person: string, actor: Actor, at?: string): Promise<number> {
  const client = new pg.Client(network.database.connection)
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local role arraigo_app')
    await client.query(`set local app.organisation = '${actor.organisation}'`)
    await client.query(`set local app.actor = '${actor.user}'`)
    await client.query(`set local app.scope = '${actor.scope}'`)
    if (at !== undefined) await client.query(`set local app.at = '${at}'`)
    const { rowCount } = await client.query(`select from ${table} where person = $1`, [person])
    return rowCount ?? 0
  } finally {
    await client.end()
  }
}

describe('who reads', () => {
  test('a user with access reads the need and what was agreed; others learn that there is a note, the desk not even that', async () => {
    const { person } = await told()
    const { ana, clara, beto, eve, vera } = network.actors
    expect((await listed(person, clara)).notes).toMatchObject([{ need: NEED, agreed: AGREED, told: true }])
    expect(await listed(person, carlos)).toEqual({ notes: [], others: true, opened: [] })
    expect(await listed(person, dpo)).toEqual({ notes: [], others: true, opened: [] })
    for (const actor of [ana, vera]) expect(await code(listed(person, actor))).toBe('actor.not_allowed')
    for (const actor of [beto, eve])
      expect(await listed(person, actor)).toEqual({ notes: [], others: false, opened: [] })
  })

  test('who interpreted is read with the note, and stands in no column of it', async () => {
    const { person, group } = await told()
    const { clara } = network.actors
    const by = { interpreter: 'Mirtea Uriana', interpreterKind: 'relative' } as const
    const id = network.newId()
    await network.execute(sealNote, { person, id, group, need: NEED, agreed: AGREED, ...by }, clara)
    const { notes } = await listed(person, clara)
    expect(notes.find((one) => one.id === id)).toMatchObject(by)
    expect(notes.find((one) => one.id !== id)).toMatchObject({ interpreter: null, interpreterKind: null })
    const { rows: stored } = await network.database.pool.query(
      `select n::text as text from sealed_note n union all select l::text from command_log l`,
    )
    expect(stored.filter(({ text }: { text: string }) => /Mirtea|relative/u.test(text))).toEqual([])
  })

  test('a colleague to whom the keeper of the case gives access reads, until the keeper ends it', async () => {
    const { person, group } = await told()
    const { clara } = network.actors
    const id = network.newId()
    const letIn = { person, id, group, user: carlos.user, reason: 'Acompaña la denuncia' }
    await network.execute(assignConfidant, letIn, clara)
    expect((await listed(person, carlos)).notes).toHaveLength(1)
    const { confidants } = await network.ask(listConfidants, { person }, clara)
    expect(confidants).toMatchObject([{ user: { id: carlos.user }, reason: 'Acompaña la denuncia' }])
    expect(await code(network.execute(assignConfidant, { ...letIn, id: network.newId() }, clara))).toBe(
      'confidant.already',
    )
    // They can read a note written later too.
    const later = { person, id: network.newId(), group, need: NEED, agreed: AGREED }
    await network.execute(sealNote, later, clara)
    expect((await listed(person, carlos)).notes).toHaveLength(2)
    await network.execute(releaseConfidant, { person, id }, clara)
    expect(await listed(person, carlos)).toMatchObject({ notes: [], others: true })
    expect(await rows('sealed_note', person, carlos)).toBe(0)
  })

  test('access to one group opens no other', async () => {
    const { person } = await told()
    const { clara } = network.actors
    const letIn = { person, id: network.newId(), group: 'health', user: carlos.user, reason: 'Cita' } as const
    await network.execute(assignConfidant, letIn, clara)
    expect(await listed(person, carlos)).toMatchObject({ notes: [], others: true })
  })

  test('only the keeper of the case gives access, and only to users whose role may read', async () => {
    const { person, group } = await told()
    const { ana, clara, sol } = network.actors
    const letIn = (user: Actor, by: Actor) =>
      code(
        network.execute(
          assignConfidant,
          { person, id: network.newId(), group, user: user.user, reason: 'Porque sí' },
          by,
        ),
      )
    expect(await letIn(carlos, carlos)).toBe('confidant.not_keeper')
    expect(await letIn(sol, sol)).toBe('confidant.not_keeper')
    expect(await letIn(ana, clara)).toBe('confidant.role_missing')
    expect(await letIn(network.actors.eve, clara)).toBe('user.unknown')
    expect(await network.ask(listConfidants, { person }, carlos)).toMatchObject({ keeper: false })
  })

  test('where nobody carries the case, the supervisor gives access', async () => {
    const { sol, ana } = network.actors
    const person = network.newId()
    await network.execute(registerPerson, { id: person, searched: 'device', called: 'Nora' }, ana)
    const letIn = { person, id: network.newId(), group: 'health', user: carlos.user, reason: 'Toma el caso' }
    await network.execute(assignConfidant, letIn as never, sol)
    expect((await network.ask(listConfidants, { person }, sol)).confidants).toHaveLength(1)
  })
})

describe('by raw SQL, with only the actor set', () => {
  test('a row is visible to users with access and to nobody else of the same organisation', async () => {
    const { person, group } = await told()
    const { ana, clara, sol, dora, beto, vera } = network.actors
    expect(await rows('sealed_note', person, clara)).toBe(1)
    for (const actor of [ana, carlos, sol, dora, dpo, beto, vera])
      expect(`${actor.name} ${await rows('sealed_note', person, actor)}`).toBe(`${actor.name} 0`)
    const letIn = { person, id: network.newId(), group, user: sol.user, reason: 'Reemplaza' }
    await network.execute(assignConfidant, letIn, clara)
    expect(await rows('sealed_note', person, sol)).toBe(1)
    expect(await rows('confidant', person, sol)).toBe(1)
    for (const actor of [ana, carlos, dora])
      expect(`${actor.name} ${await rows('confidant', person, actor)}`).toBe(`${actor.name} 0`)
  })

  test('nobody gives themselves access, and an emergency opening cannot be changed or deleted', async () => {
    const { person } = await told()
    const client = new pg.Client(network.database.connection)
    await client.connect()
    try {
      const as = async (statement: string) => {
        await client.query('begin')
        await client.query(`set local role arraigo_app; set local app.organisation = '${carlos.organisation}';
          set local app.actor = '${carlos.user}'; set local app.scope = 'organisation'`)
        const result = await client.query(statement).then(
          ({ rowCount }) => rowCount,
          (error: { code: string }) => error.code,
        )
        await client.query('rollback')
        return result
      }
      expect(await as(`update sealed_note set readers = '{${carlos.user}}' where person = '${person}'`)).toBe(
        0,
      )
      expect(await as(`update sealed_note set summary = '' where person = '${person}'`)).toBe('42501')
      expect(await as(`delete from sealed_note where person = '${person}'`)).toBe('42501')
      expect(await as(`update break_glass set until = now()`)).toBe('42501')
      expect(await as(`delete from break_glass`)).toBe('42501')
      expect(await as(`delete from break_glass_review`)).toBe('42501')
    } finally {
      await client.end()
    }
  })
})

describe('ask once', () => {
  test('the story opens for a reason, which is counted; nobody is named in the figure', async () => {
    const { person, note } = await told()
    const { clara, dora } = network.actors
    const before = await network.ask(countRetellings, {}, dora)
    const opened = { person, id: note, because: 'hearing' } as const
    expect(await network.execute(openNote, opened, clara)).toEqual({ story: STORY })
    const after = await network.ask(countRetellings, {}, dora)
    const of = (figures: typeof before) =>
      figures.reasons.find(({ reason }) => reason === 'hearing')?.opened ?? 0
    expect(of(after)).toBe(of(before) + 1)
    expect(JSON.stringify(after)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
    expect(await code(network.execute(openNote, opened, carlos))).toBe('note.unknown')
    network.clock.advance(91)
    expect(of(await network.ask(countRetellings, {}, dora))).toBe(0)
  })

  test('telling it a second time needs a reason and is counted', async () => {
    const { person, group } = await told()
    const { clara, dora } = network.actors
    const again = { person, group, need: NEED, agreed: AGREED, story: 'Otra vez lo mismo.' }
    const seal = (more: object, actor: Actor) =>
      code(network.execute(sealNote, { ...again, ...more, id: network.newId() }, actor))
    expect(await seal({}, clara)).toBe('note.told_already')
    // A user without access learns that there is a story, whichever group they try.
    for (const tried of ProtectedGroup.options)
      expect(await seal({ group: tried }, carlos)).toBe('note.told_already')
    expect(await seal({ because: 'in_danger' }, clara)).toBe('done')
    const { reasons } = await network.ask(countRetellings, {}, dora)
    expect(reasons).toContainEqual({ reason: 'in_danger', opened: 0, toldAgain: 1 })
  })

  test('a note without a story has none to open', async () => {
    const { clara, ana } = network.actors
    const [person, id] = [network.newId(), network.newId()]
    await network.execute(registerPerson, { id: person, searched: 'device', called: 'Noa' }, ana)
    const note = { person, id, group: 'health', need: NEED, agreed: AGREED } as const
    await network.execute(sealNote, note, clara)
    expect(await code(network.execute(openNote, { person, id, because: 'other' }, clara))).toBe(
      'note.no_story',
    )
  })
})

describe('an emergency opening', () => {
  const broken = async (hours?: number) => {
    const it = await told()
    const id = network.newId()
    const reason = 'La busca alguien en la puerta'
    const { until } = await network.execute(
      breakGlass,
      { person: it.person, id, group: it.group, reason, ...(hours !== undefined && { hours }) },
      carlos,
    )
    return { ...it, opening: id, until, reason }
  }

  test('opens at once, closes by itself after four hours, in the rows as well', async () => {
    const { person, until } = await broken()
    const now = network.clock.now.toISOString()
    expect(Date.parse(until) - Date.parse(now)).toBe(4 * 3_600_000)
    expect((await listed(person, carlos)).notes).toHaveLength(1)
    expect(await rows('sealed_note', person, carlos, now)).toBe(1)
    expect(await rows('sealed_note', person, carlos, until)).toBe(0)
    // Without the application's clock the database's own counts, and those hours are long over.
    expect(await rows('sealed_note', person, carlos)).toBe(0)
    network.clock.advance(4 / 24)
    expect(await listed(person, carlos)).toEqual({ notes: [], others: true, opened: [] })
  })

  test('notifies supervisor and officer at once, with its reason and what was read, and is reviewed by another', async () => {
    const { sol } = network.actors
    const before = await network.ask(countWaiting, {}, sol)
    const { person, note, opening, reason } = await broken(1)
    await network.execute(openNote, { person, id: note, because: 'in_danger' }, carlos)
    const after = await network.ask(countWaiting, {}, dpo)
    expect(after).toEqual({ open: before.open + 1, waiting: before.waiting + 1 })
    const [first] = (await network.ask(listOpenings, {}, sol)).openings
    expect(first).toMatchObject({ id: opening, reason, standing: 'open', read: 1, reviews: [] })
    const judge = (verdict: Verdict, actor: Actor) => {
      const review = { person, id: network.newId(), opening, verdict, note: 'Se habló con Carlos' }
      return code(network.execute(reviewBreakGlass, review, actor))
    }
    expect(await judge('justified', carlos)).toBe('actor.not_allowed')
    expect(await judge('needs_follow_up', sol)).toBe('done')
    expect(await network.ask(countWaiting, {}, dpo)).toEqual(after)
    expect(await judge('not_justified', dpo)).toBe('done')
    expect(await judge('justified', sol)).toBe('break_glass.reviewed')
    // Not justified: closed now, not in an hour.
    expect((await listed(person, carlos)).notes).toEqual([])
    expect(await rows('sealed_note', person, carlos, network.clock.now.toISOString())).toBe(0)
    const { openings } = await network.ask(listOpenings, {}, dpo)
    expect(openings.find(({ id }) => id === opening)?.reviews).toMatchObject([
      { verdict: 'needs_follow_up', by: { id: sol.user }, note: 'Se habló con Carlos' },
      { verdict: 'not_justified', by: { id: dpo.user } },
    ])
  })

  test('is never reviewed by the user who made it', async () => {
    const both = await network.join('Marta', 'garden', ['case_manager', 'supervisor'])
    const { person, group } = await told()
    const opening = network.newId()
    await network.execute(breakGlass, { person, id: opening, group, reason: 'Urgente' }, both)
    const review = { person, id: network.newId(), opening, verdict: 'justified' } as const
    expect(await code(network.execute(reviewBreakGlass, review, both))).toBe('break_glass.own')
  })

  test('includes a note written while it lasts, and is not made twice', async () => {
    const { person, group } = await broken()
    const later = { person, id: network.newId(), group, need: NEED, agreed: AGREED }
    await network.execute(sealNote, later, network.actors.clara)
    expect((await listed(person, carlos)).notes).toHaveLength(2)
    const twice = { person, id: network.newId(), group, reason: 'Otra vez' }
    expect(await code(network.execute(breakGlass, twice, carlos))).toBe('break_glass.not_needed')
  })

  test('is refused to verifiers, funders, organisations behind the firewall and the front desk', async () => {
    const { person, group } = await told()
    const { ana, vera, fina, eve } = network.actors
    const open = (actor: Actor) =>
      code(network.execute(breakGlass, { person, id: network.newId(), group, reason: 'X' }, actor))
    for (const actor of [ana, vera, fina]) expect(await open(actor)).toBe('actor.not_allowed')
    // Every role of every organisation that serves, in one that does not.
    const grants = eve.grants
    for (const organisationClass of ['verifier', 'funder'] as const)
      expect(await open({ ...network.actors.vera, organisationClass, grants })).toBe('actor.not_allowed')
    expect(await open({ ...eve, organisationClass: 'consular' })).toBe('firewall.closed')
    expect(await open(eve)).toBe('person.unknown')
  })
})
