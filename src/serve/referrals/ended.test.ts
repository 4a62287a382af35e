// What a receiver can still read of a referral that has ended, whatever ended it and whatever was written
// into it.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuidv7 } from 'uuid'
import { atOnce } from '../../../tests/harness/at-once.ts'
import { testDatabase } from '../../../tests/harness/database.ts'
import { filesOf, PNG } from '../../../tests/harness/files.ts'
import { lina } from '../../../tests/harness/lina.ts'
import { testNetwork, type Answer, type TestNetwork } from '../../../tests/harness/network.ts'
import { replicaOf } from '../../../tests/harness/replica.ts'
import type { Id } from '../../kernel/words.ts'
import { migrate } from '../../platform/database/migrate.ts'
import { systemActor } from '../../platform/jobs.ts'
import { confirmConsent, withdrawConsent } from '../../protect/consent/operations.ts'
import { listDeliveries, recordDelivery } from '../deliveries/operations.ts'
import { changePerson } from '../record/operations.ts'
import { getTimeline } from '../timeline/operations.ts'
import { offerService } from '../services/operations.ts'
import {
  getReferral,
  declineReferral,
  closeReferral,
  cancelReferral,
  redirectReferral,
  expireReferral,
  acceptReferral,
  serveReferral,
  listReferrals,
  draftReferral,
  sendReferral,
  scheduleReferral,
} from './operations.ts'

let network: TestNetwork
let { person, allow, refuse, refer, shared, notices } = {} as Awaited<ReturnType<typeof lina>>

beforeAll(async () => {
  network = await testNetwork()
})

beforeEach(async () => {
  ;({ person, allow, refuse, refer, shared, notices } = await lina(network))
})

type Key = { person: Id; id: Id }
const SOON = '2026-03-09T15:00:00.000Z'

async function asReceiver(key: Key): Promise<Answer> {
  return await network.http(network.actors.beto).get(getReferral.name, key)
}

const NOTHING = {
  introduction: { calledName: null, ageBand: 'unknown', languages: [] },
  reason: '',
  feedback: null,
  scheduledFor: null,
}

const ENDS: Record<string, () => Promise<Key>> = {
  'turned down at once': async () => {
    const key = await refer(await allow(['identity']))
    await network.execute(declineReferral, { ...key, reason: 'full', note: 'Lina no' }, network.actors.beto)
    return key
  },
  'turned down after it was accepted': async () => {
    const { key } = await shared(['identity'])
    await network.execute(declineReferral, { ...key, reason: 'full' }, network.actors.beto)
    return key
  },
  'turned down and put away by the sender': async () => {
    const key = await refer(await allow(['identity']))
    await network.execute(declineReferral, { ...key, reason: 'full' }, network.actors.beto)
    await network.execute(closeReferral, { ...key, feedback: 'Lina' }, network.actors.ana)
    return key
  },
  'taken back by the sender': async () => {
    const key = await refer(await allow(['identity']))
    await network.execute(cancelReferral, { ...key, because: 'Lina ya no quiere' }, network.actors.ana)
    return key
  },
  'sent elsewhere': async () => {
    const key = await refer(await allow(['identity']))
    const to = network.organisations.fence
    const other = await allow(['identity'], { recipient: to })
    const newId = network.newId()
    await network.execute(redirectReferral, { ...key, newId, to, consent: other }, network.actors.ana)
    return key
  },
  'never answered': async () => {
    const key = await refer(await allow(['identity']))
    await network.execute(
      expireReferral,
      key,
      systemActor('referral.expire', network.actors.ana.organisation),
    )
    return key
  },
  'taken back by the person before it was answered': async () => {
    const consent = await allow(['identity'])
    const key = await refer(consent)
    await network.execute(withdrawConsent, { person, id: consent }, network.actors.ana)
    return key
  },
  'taken back by the person at work, with a note of the receiver': async () => {
    const consent = await allow(['identity'])
    const key = await refer(consent)
    await network.execute(acceptReferral, { ...key, note: 'Lina vive al lado' }, network.actors.beto)
    await network.execute(withdrawConsent, { person, id: consent }, network.actors.ana)
    return key
  },
  'taken back by the person after it was served': async () => {
    const { key } = await shared(['identity'])
    await network.execute(serveReferral, key, network.actors.beto)
    await refuse(['identity'])
    return key
  },
  'taken back by the person after it was completed': async () => {
    const { key } = await shared(['identity'])
    await network.execute(serveReferral, key, network.actors.beto)
    await network.execute(closeReferral, { ...key, feedback: 'Lina vino' }, network.actors.beto)
    await refuse(['identity'])
    return key
  },
}

describe.each(Object.entries(ENDS))('%s', (_, end) => {
  test('it returns when and how it ended, and nothing about the person', async () => {
    const tablet = replicaOf(network, network.actors.beto)
    await tablet.pull()
    const key = await end()
    const { status, body } = await asReceiver(key)
    expect(status).toBe(200)
    expect(body).toMatchObject({ id: key.id, ...NOTHING })
    expect(JSON.stringify(body)).not.toMatch(/Lina|pala/u)
    const list = await network.http(network.actors.beto).get(listReferrals.name, { side: 'receiver', person })
    expect(list.body).toMatchObject({ referrals: [NOTHING] })
    await tablet.pull()
    expect(JSON.stringify(tablet.held.get(person) ?? {})).not.toMatch(/Lina|pala/u)
    const sender = await network.ask(getReferral, key, network.actors.ana)
    expect(sender).toMatchObject({ introduction: { calledName: 'Lina' }, reason: 'Necesita una pala.' })
  })
})

test('a completed referral is readable while the consent lasts; a device and the receiver are notified of its end', async () => {
  const { consent, key } = await shared(['identity'])
  const { ana, beto } = network.actors
  await network.execute(serveReferral, key, beto)
  await network.execute(closeReferral, key, beto)
  const tablet = replicaOf(network, beto)
  await tablet.pull()
  expect(tablet.held.get(person)).toMatchObject({ referrals: [{ introduction: { calledName: 'Lina' } }] })
  expect((await asReceiver(key)).body).toMatchObject({
    introduction: { calledName: 'Lina' },
    reason: 'Necesita una pala.',
    state: 'closed',
  })
  expect(await notices(beto)).toEqual([])
  // The receiver never knew a name that the person took later.
  await network.execute(changePerson, { id: person, base: 1, changes: { called: 'Luz' } }, ana)
  await network.execute(withdrawConsent, { person, id: consent }, ana)
  expect((await asReceiver(key)).body).toMatchObject({ ...NOTHING, state: 'closed', result: 'served' })
  await tablet.pull()
  expect(tablet.held.get(person) ?? {}).not.toHaveProperty('referrals')
  expect(await notices(beto)).toMatchObject([{ because: 'withdrawn', called: 'Lina' }])
})

test('a new consent opens a new referral and none that ended', async () => {
  const { consent, key } = await shared(['identity'])
  await network.execute(withdrawConsent, { person, id: consent }, network.actors.ana)
  const { id: attachment } = await filesOf(network, network.folder, network.actors.ana).upload(person)
  const again = await refer(await allow(['identity'], { attachment }))
  expect((await asReceiver(key)).body).toMatchObject(NOTHING)
  expect((await asReceiver(again)).body).toMatchObject({ introduction: { calledName: 'Lina' } })
})

test('a note that reads like a reason of the system ends nothing, and a reason of the system erases no note', async () => {
  const { ana, beto } = network.actors
  const consent = await allow(['identity'])
  const key = await refer(consent)
  await network.execute(acceptReferral, { ...key, note: 'consent.withdrawn' }, beto)
  expect((await asReceiver(key)).body).toMatchObject({
    introduction: { calledName: 'Lina' },
    reason: 'Necesita una pala.',
    note: 'consent.withdrawn',
    endedBecause: null,
  })
  await network.execute(withdrawConsent, { person, id: consent }, ana)
  const ended = await network.ask(getReferral, key, ana)
  expect(ended).toMatchObject({ state: 'cancelled', endedBecause: 'withdrawn', note: 'consent.withdrawn' })
  const { rows } = await network.database.pool.query(
    'select w.note, ended_because from referral join referral_words w using (person, id) where id = $1',
    [key.id],
  )
  expect(rows).toEqual([{ note: 'consent.withdrawn', ended_because: 'withdrawn' }])
})

test('a referral that a receiver itself sent or drafted shows it no name once its own access ended', async () => {
  const { beto, eve } = network.actors
  const { consent } = await shared(['identity'])
  const onward = await allow(['identity'], { recipient: eve.organisation })
  const to = { person, to: eve.organisation, reason: 'Otra pala', consent: onward }
  await network.execute(draftReferral, { ...to, id: network.newId() }, beto)
  await network.execute(sendReferral, { ...to, id: network.newId() }, network.actors.ana)
  const sentBy = async () => (await network.ask(listReferrals, { side: 'sender', person }, beto)).referrals
  expect(await sentBy()).toMatchObject([{ introduction: { calledName: 'Lina' } }])
  await network.execute(withdrawConsent, { person, id: consent }, network.actors.ana)
  expect(await sentBy()).toMatchObject([
    { reason: 'Otra pala', introduction: { calledName: null, ageBand: 'unknown', languages: [] } },
  ])
})

test('a receiver that referred the person onward reads no new note or delivery once its own access ended', async () => {
  const { ana, beto, eve } = network.actors
  const { consent } = await shared(['identity'])
  const attachment = (await filesOf(network, network.folder, beto).upload(person, PNG)).id
  const yes = await allow(['identity'], { recipient: eve.organisation, attachment }, beto)
  await network.execute(confirmConsent, { person, id: yes }, ana)
  const key = await refer(yes, eve.organisation, beto)
  const service = network.newId()
  const offered = { id: service, kind: 'tool_loan', name: 'Palas' }
  await network.execute(offerService, offered, eve)
  await network.execute(acceptReferral, key, eve)
  const read = () => network.ask(getReferral, key, beto)
  const given = async () => (await network.ask(listDeliveries, { person }, beto)).deliveries
  const serve = () => {
    const done = { person, id: network.newId(), service, deliveredOn: '2026-03-02', closes: false }
    return network.execute(recordDelivery, { ...done, referral: key.id }, eve)
  }
  await network.execute(scheduleReferral, { ...key, at: SOON, note: 'La espera Eva' }, eve)
  expect(await read()).toMatchObject({ scheduledFor: SOON, note: 'La espera Eva' })
  await serve()
  expect(await given()).toHaveLength(1)
  await network.execute(withdrawConsent, { person, id: consent }, ana)
  await serve()
  expect(await given()).toEqual([])
  expect(await read()).toMatchObject({ reason: 'Necesita una pala.', scheduledFor: null, note: null })
})

test('a refusal at the same moment as a step of the receiver makes neither of them fail', async () => {
  const { beto } = network.actors
  const { pool } = network.database
  const { key } = await shared(['identity'])
  const moving = async () => {
    const { rows } = await pool.query(`select from pg_locks l join pg_stat_activity a using (pid)
      where not l.granted and a.datname = current_database()`)
    return rows.length > 0
  }
  const refusing = async () => {
    await expect.poll(moving, { interval: 1 }).toBe(true)
    return await refuse(['identity'])
  }
  const works = [() => network.execute(serveReferral, key, beto), refusing]
  const ends = await atOnce<unknown>(pool, 'referral_words', works)
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  expect((await asReceiver(key)).body).toMatchObject({ state: 'served', ...NOTHING })
})

test('the first receiver is not told where the person was referred instead', async () => {
  const { ana, beto } = network.actors
  // The receiver has access to the record through another referral.
  const { consent } = await shared(['identity'])
  const key = await refer(consent)
  const to = network.organisations.fence
  const other = await allow(['identity'], { recipient: to })
  await network.execute(redirectReferral, { ...key, newId: network.newId(), to, consent: other }, ana)
  const { facts } = await network.ask(getTimeline, { id: person }, beto)
  expect(facts.find(({ kind }) => kind === 'referral.redirected')).toBeDefined()
  expect(JSON.stringify(facts)).not.toContain(to)
})

test('the migration closes what ended before, and keeps what was completed with a consent in force', async () => {
  const { pool } = await testDatabase({ empty: true })
  await migrate(pool, '0053')
  const [garden, roots, user] = [uuidv7(), uuidv7(), uuidv7()]
  for (const [id, name] of [
    [garden, 'Huerta'],
    [roots, 'Raíces'],
  ])
    await pool.query(
      `insert into organisation (id, name, class, time_zone, locale, second_factor)
       values ($1, $2, 'cso', 'UTC', 'es', 'optional')`,
      [id, name],
    )
  /**
   * A referral of another person of theirs, with texts written about Raíces, each a day after the previous
   * one.
   */
  const ended = async (
    state: string,
    { answered = true, declined = null as string | null, note = null as string | null, words = ['yes'] } = {},
  ) => {
    const [whose, id] = [uuidv7(), uuidv7()]
    for (const [day, word] of words.entries()) {
      const isNo = word === 'no'
      const [recipient, recipientClass] = word.startsWith('class') ? [null, 'cso'] : [roots, null]
      await pool.query(
        `insert into consent (person, id, organisation, purpose, recipient, recipient_class, said, field_groups,
           text_version, locale, how, obtained_by, given_at, expires_on, withdrawn_at)
         values ($1, $2, $3, 'referral', $4, $5, $6, '{identity}', 'v1', 'es', $7, $8,
           now() - interval '9 days' + $9 * interval '1 day', $10, $11)`,
        [
          whose,
          uuidv7(),
          garden,
          recipient,
          recipientClass,
          isNo ? 'no' : 'yes',
          isNo ? null : 'signature',
          user,
          day,
          isNo ? null : word.endsWith('over') ? '2020-01-01' : '2100-01-01',
          word === 'withdrawn' ? new Date() : null,
        ],
      )
    }
    await pool.query(
      `insert into referral (person, id, organisation, shared_with, sender, receiver, consent, reason, introduction,
         state, created_at, sent_at, answered_at, decline_reason, note)
       values ($1, $2, $3, array[$4]::uuid[], $5, $4, $6, 'Pala', '{"calledName": "Lina"}', $7, now(), now(), $8, $9,
         $10)`,
      [whose, id, garden, roots, user, uuidv7(), state, answered ? new Date() : null, declined, note],
    )
    return id
  }
  const read = [
    await ended('closed'),
    await ended('closed', { words: ['class'] }),
    await ended('closed', { words: ['no', 'yes'] }),
    await ended('served'),
    await ended('sent', { answered: false, words: [] }),
    await ended('accepted', { words: [], note: 'consent.withdrawn' }),
  ]
  const reason = await ended('cancelled', { note: 'consent.withdrawn' })
  const unread = [
    reason,
    await ended('cancelled', { note: 'Lina ya no quiere' }),
    await ended('declined', { declined: 'full' }),
    await ended('closed', { declined: 'full' }),
    await ended('closed', { answered: false }),
    await ended('expired', { answered: false }),
    await ended('redirected', { answered: false }),
    await ended('closed', { words: ['withdrawn'] }),
    await ended('closed', { words: ['over'] }),
    await ended('closed', { words: ['yes', 'no'] }),
    await ended('closed', { words: ['no', 'class'] }),
    await ended('closed', { words: ['class', 'over'] }),
    await ended('served', { words: [] }),
  ]
  await migrate(pool)
  const shown = await pool.query<{ id: string }>('select id from referral where receiver_reads order by id')
  expect(shown.rows.map(({ id }) => id)).toEqual([...read].sort())
  expect(unread).toHaveLength(13)
  const { rows } = await pool.query('select id, note from referral where ended_because is not null')
  expect(rows).toEqual([{ id: reason, note: null }])
})
