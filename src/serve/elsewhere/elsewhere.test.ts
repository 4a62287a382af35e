// Another organisation is asked whether it knows a person: with both yeses, never more than known or not known, and of a record
// that may not answer nothing can be told from none: not by words, nor by what the database does.
import { beforeAll, describe, expect, test } from 'vitest'
import { watchWork } from '../../../tests/harness/database-work.ts'
import { EVERY_ROLE, testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { asksElsewhere, refusal, type Invented } from '../../../tests/harness/known-elsewhere.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { transaction } from '../../platform/database/connect.ts'
import { withdrawConsent } from '../../protect/consent/operations.ts'
import { searchDisclosures } from '../../protect/disclosure/operations.ts'
import { askErasure, erasePerson } from '../../protect/retention/operations.ts'
import { mergePeople, unmergePeople } from '../merges/operations.ts'
import { addIdentifier, changePerson, retireIdentifier } from '../record/operations.ts'
import { askElsewhere, listElsewhere, renewTokens } from './operations.ts'
import { matching } from './sql.ts'

let network: TestNetwork
/** Of the civil-society organisation, with every role. */
let bruno: Actor
let ana: Actor
let eve: Actor

beforeAll(async () => {
  network = await testNetwork()
  ;({ ana, eve } = network.actors)
  bruno = await network.join('Bruno', 'roots', EVERY_ROLE)
})

const { invented, register, allow, refuse, ask, atTheDesk, tokensOf } = asksElsewhere(() => ({
  network,
  ana,
}))

describe('with the yes of the person at both organisations', () => {
  test.each([
    ['a document', ({ number }: Invented) => ({ number, givenNames: 'Julia' })],
    ['name and birth date', ({ number: _, ...one }: Invented) => one],
  ])('they are known by %s', async (_, known) => {
    const one = invented()
    await allow(await register(one, bruno), 'public', bruno)
    expect(await ask(await atTheDesk(known(one)))).toBe('known')
  })

  test('the parts that either of them leaves out are not used', async () => {
    const one = invented()
    const there = await register(one, bruno)
    await allow(there, 'public', bruno, { parts: ['documents'] })
    const { number: _, ...named } = one
    expect(await ask(await atTheDesk(named))).toBe('not_known')
    const here = await register(one, ana)
    await allow(here, 'cso', ana, { parts: ['identity'] })
    expect(await ask(here)).toBe('not_known')
    await allow(here, 'cso', ana)
    expect(await ask(here)).toBe('known')
  })

  test('the answer names nobody, and whoever was told stands with both', async () => {
    const one = invented()
    const there = await register(one, bruno)
    await allow(there, 'public', bruno)
    const here = await atTheDesk(one)
    const id = network.newId()
    expect(await network.execute(askElsewhere, { id, person: here }, ana)).toEqual({ answer: 'known' })
    expect(await network.ask(listElsewhere, { person: here }, ana)).toEqual({
      questions: [{ id, askedAt: network.clock.now.toISOString(), askedBy: 'Ana', answer: 'known' }],
      told: [],
    })
    const { questions, told } = await network.ask(listElsewhere, { person: there }, bruno)
    expect(questions).toEqual([])
    expect(told).toMatchObject([{ to: 'Huerta del Barrio' }])
    const entries = await network.ask(searchDisclosures, { person: here }, network.actors.dora)
    expect(JSON.stringify(entries)).toContain('known_elsewhere')
    expect(JSON.stringify(entries)).not.toContain(there)
  })

  test('it follows every change of the record at once', async () => {
    const [one, other] = [invented(), invented()]
    const there = await register({ number: one.number }, bruno)
    await allow(there, 'public', bruno)
    const here = await atTheDesk({ number: one.number })
    expect(await ask(here)).toBe('known')
    const { rows } = await network.database.pool.query(
      'select identifier from person_identifier where person = $1',
      [there],
    )
    await network.execute(
      retireIdentifier,
      { person: there, id: rows[0].identifier, because: 'Mal escrito' },
      bruno,
    )
    expect(await ask(here)).toBe('not_known')
    const added = { id: network.newId(), type: 'library_card', country: 'xa', number: one.number }
    await network.execute(addIdentifier, { person: there, ...added }, bruno)
    expect(await ask(here)).toBe('known')
    const { number: _, ...named } = other
    const byName = await atTheDesk(named)
    expect(await ask(byName)).toBe('not_known')
    await network.execute(changePerson, { id: there, base: 0, changes: named }, bruno).catch(async () => {
      await network.execute(changePerson, { id: there, base: 1, changes: named }, bruno)
    })
    expect(await ask(byName)).toBe('known')
  })

  test('a no on one of two records that are merged silences both, until they are taken apart', async () => {
    const one = invented()
    const [there, second] = [await register(one, bruno), await register(invented(), bruno)]
    await allow(there, 'public', bruno)
    await refuse(second, 'public', bruno)
    const here = await atTheDesk(one)
    expect(await ask(here)).toBe('known')
    const merge = network.newId()
    await network.execute(
      mergePeople,
      { id: merge, person: there, other: second, because: 'Es ella.' },
      bruno,
    )
    expect(await ask(here)).toBe('not_known')
    await network.execute(unmergePeople, { merge, because: 'Son dos.' }, bruno)
    expect(await ask(here)).toBe('known')
  })
})

describe('is refused', () => {
  test('without a yes of the person who stands there, whoever keeps them elsewhere', async () => {
    const here = await register(invented(), ana)
    expect(await refusal(ask(here))).toBe('consent.missing')
    await refuse(here, 'cso', ana)
    expect(await refusal(ask(here))).toBe('consent.missing')
  })

  test('to an outsider as if there were nobody', async () => {
    expect(await refusal(ask(await atTheDesk(invented()), eve))).toBe('person.unknown')
    expect(await refusal(ask(network.newId(), eve))).toBe('person.unknown')
  })

  test('when it was asked too often, by a user in an hour', async () => {
    const busy = await network.join('Prisa', 'garden', ['front_desk'])
    const here = await atTheDesk(invented())
    for (let at = 0; at < 20; at++) await ask(here, busy)
    expect(await refusal(ask(here, busy))).toBe('elsewhere.too_often')
    expect(await ask(here)).toBe('not_known')
  })
})

/** Everything that keeps a record silent, written down by the organisation that keeps it. */
const SILENT: Record<string, (there: Id) => Promise<void>> = {
  'without a yes': async () => {},
  'with a no': async (there) => void (await refuse(there, 'public', bruno)),
  'with a yes to others': async (there) => void (await allow(there, 'company', bruno)),
  'with a yes to all of the class and a no to who asks': async (there) => {
    await allow(there, 'public', bruno)
    await refuse(there, network.organisations.garden, bruno)
  },
  'with a yes that was taken back': async (there) => {
    const id = await allow(there, 'public', bruno)
    await network.execute(withdrawConsent, { person: there, id }, bruno)
  },
  'with a yes whose last day is over': async (there) => {
    await allow(there, 'public', bruno, { expiresOn: '2026-03-02' })
    network.clock.advance(1)
  },
  'that was erased': async (there) => {
    await allow(there, 'public', bruno)
    const wish = network.newId()
    await network.execute(askErasure, { id: wish, person: there }, bruno)
    const other = await network.join('Brisa', 'roots', EVERY_ROLE)
    await network.execute(erasePerson, { person: there, id: wish }, other)
    expect(await tokensOf(there)).toEqual([])
    expect(
      (await network.database.pool.query('select from known_answer where person = $1', [there])).rows,
    ).toEqual([])
  },
  'of a service whose name says why': async (there) => {
    await allow(there, 'public', bruno)
    await network.database.pool.query(
      `insert into service (id, organisation, kind, name, assured_at) values ($1, $2, 'shelter', 'Refugio', now())`,
      [network.newId(), network.organisations.roots],
    )
  },
}

describe('a record', () => {
  test.each(Object.entries(SILENT))('%s answers as none does, by the same work', async (_, silence) => {
    const [one, nobody] = [invented(), invented()]
    const there = await register(one, bruno)
    const before = network.clock.now
    await silence(there)
    const [known, unknown] = [await atTheDesk(one), await atTheDesk(nobody)]
    const watch = watchWork(network.database)
    const look = async (person: Id) => {
      // Each question is counted: both are the first of their day.
      await network.database.pool.query('delete from known_question')
      const { result, ...work } = await watch(() => ask(person))
      return { ...work, result }
    }
    // A connection that is used for the first time reads more.
    await look(unknown)
    const [of, ofNobody] = [await look(known), await look(unknown)]
    await network.database.pool.query(`delete from service where kind = 'shelter'`)
    network.clock.now = before
    expect(of).toEqual(ofNobody)
    expect(of.result).toBe('not_known')
  })

  test('of which the yes to one named organisation is written down is not shown to that organisation', async () => {
    const there = await register(invented(), bruno)
    await allow(there, network.organisations.garden, bruno)
    const seen = await transaction(network.app.appPool, ana, (_, client) =>
      client.query(
        'select 1 from consent where person = $1 union all select 1 from fact where subject = $1',
        [there],
      ),
    )
    expect(seen.rows).toEqual([])
  })

  test('has no token that another organisation reads, and none of a no', async () => {
    const there = await register(invented(), bruno)
    await allow(there, 'public', bruno)
    expect(await tokensOf(there)).not.toEqual([])
    for (const table of ['known_token', 'known_answer', 'known_question', 'known_secret']) {
      const read = await transaction(network.app.appPool, eve, (_, client) =>
        client.query(`select from ${table}`),
      )
      expect([table, read.rows.length]).toEqual([table, 0])
    }
    await refuse(there, 'public', bruno)
    expect(await tokensOf(there)).toEqual([])
  })
})

describe('the pages that a question reads', () => {
  test('are as many for a token that is there and may not be answered as for one that is not', async () => {
    const organisation = network.organisations.roots
    const token = (at: number) => at.toString(16).padStart(64, '0')
    await network.database.pool.query(
      `insert into known_token (audience, organisation, token, until, person, version)
       select 'cso', $1, decode(lpad(to_hex(n * 7), 64, '0'), 'hex'), '2026-02-01', gen_random_uuid(), 1
       from generate_series(1, 20000) n`,
      [organisation],
    )
    await network.database.pool.query('vacuum analyze known_token')
    const pages = async (probes: { audience: string; token: string }[]) =>
      await transaction(network.app.appPool, { ...eve, scope: 'system' }, async (tx, client) => {
        const counts: number[] = []
        const send = client.query.bind(client)
        const query = async (sent: { text: string; values: unknown[] } | string, given: unknown[] = []) => {
          const { text, values } = typeof sent === 'string' ? { text: sent, values: given } : sent
          const { rows } = await send(`explain (analyze, buffers, format json) ${text}`, values)
          const [{ Plan: plan }] = rows[0]['QUERY PLAN']
          counts.push(plan['Shared Hit Blocks'] + plan['Shared Read Blocks'])
          return await send(text, values)
        }
        Object.assign(client, { query })
        try {
          for (const _ of ['first', 'again'])
            await matching(
              tx,
              probes.map((one) => ({ ...one, organisation })),
              '2026-03-02',
            )
        } finally {
          Object.assign(client, { query: send })
        }
        return counts.at(-1)
      })
    const over = await pages([{ audience: 'cso', token: token(7 * 5000) }])
    expect(over).toBe(await pages([{ audience: 'cso', token: token(7 * 5000 + 1) }]))
    // Told to others, or not at all.
    expect(over).toBe(await pages([{ audience: 'public', token: token(7 * 5000) }]))
    await network.database.pool.query('delete from known_token where version = 1 and until < $1', [
      '2026-03-01',
    ])
  })
})

describe('a change of the secret', () => {
  test('in whatever state it is, changes no answer; at its end nothing of the older is left', async () => {
    const [one, nobody] = [invented(), invented()]
    const people: Id[] = []
    for (let at = 0; at < 5; at++) {
      const there = await register(at === 0 ? one : invented(), bruno)
      await allow(there, 'public', bruno, { expiresOn: '2027-03-01' })
      people.push(there)
    }
    const before = network.clock.now
    network.clock.advance(91)
    const [known, unknown] = [await atTheDesk(one), await atTheDesk(nobody)]
    const system = { ...ana, scope: 'system' as const }
    const answers = async () => expect([await ask(known), await ask(unknown)]).toEqual(['known', 'not_known'])
    const versions = async () =>
      (await network.database.pool.query('select version from known_secret order by 1')).rows.map(
        ({ version }) => version,
      )
    await answers()
    for (let step = 0; step < 3; step++) {
      await network.execute(renewTokens, {}, system)
      await answers()
      // Also for somebody who says yes, or changes, meanwhile.
      const late = invented()
      await allow(await register(late, bruno), 'public', bruno)
      expect(await ask(await atTheDesk(late))).toBe('known')
    }
    expect(await versions()).toEqual([1, 2])
    network.clock.advance(1)
    while (!(await network.execute(renewTokens, {}, system)).ended) await answers()
    await answers()
    expect(await versions()).toEqual([2])
    for (const person of people) for (const { version } of await tokensOf(person)) expect(version).toBe(2)
    network.clock.now = before
  })
})
