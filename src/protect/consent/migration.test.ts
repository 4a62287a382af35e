// Records that were shared before consent was given by parts show, after the migration, what was consented to
// and no more.
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../tests/harness/database.ts'
import { migrate } from '../../platform/database/migrate.ts'

test('a record shared whole is narrowed to the consent it rests on', async () => {
  const { pool } = await testDatabase({ empty: true })
  await migrate(pool, '0014_device.sql')
  const [garden, roots, fence, person, user] = Array.from({ length: 5 }, () => uuidv7())
  const shared = [roots, fence]
  for (const [id, name] of [
    [garden, 'Huerta'],
    [roots, 'Raíces'],
    [fence, 'Cerca'],
  ]) {
    await pool.query(
      `insert into organisation (id, name, class, time_zone, locale, second_factor, lead)
       values ($1, $2, 'cso', 'UTC', 'es', 'optional', false)`,
      [id, name],
    )
  }
  await pool.query(
    `insert into person (person, organisation, shared_with, given_names, disability, pack_release, registered_at,
       registered_by, touched_at)
     values ($1, $2, $3, 'Lina', 'walking', '', now(), $4, now())`,
    [person, garden, shared, user],
  )
  await pool.query(
    `insert into person_contact (person, contact, organisation, shared_with, kind, value, noted_at)
     values ($1, $2, $3, $4, 'phone', '3001', now())`,
    [person, uuidv7(), garden, shared],
  )
  await pool.query(
    `insert into person_identifier (person, identifier, organisation, shared_with, type, number, folded, noted_at)
     values ($1, $2, $3, $4, 'card', '77', '77', now())`,
    [person, uuidv7(), garden, shared],
  )
  await pool.query(
    `insert into name_word (word, person, name, organisation, shared_with) values ('lina', $1, ' lina', $2, $3)`,
    [person, garden, shared],
  )
  for (const organisation of [garden, roots]) {
    await pool.query(
      `insert into need (person, id, organisation, code, domain, urgency, identified_on)
       values ($1, $2, $3, 'plot', 'land', 'high', now())`,
      [person, uuidv7(), organisation],
    )
  }
  const questions = [
    { name: 'cares', fieldGroup: 'contact' },
    { name: 'wishes', fieldGroup: 'needs' },
    { name: 'weight', fieldGroup: 'health' },
  ]
  const content = { questionnaires: [{ code: 'first', version: 1, pages: [{ questions }] }] }
  await pool.query(
    `insert into pack_release (id, pack, version, content, active) values ('old', 'huerta', '0', $1, false)`,
    [content],
  )
  for (const answers of [{ cares: 'si', wishes: 'sol', weight: null }, { weight: 60 }, {}]) {
    await pool.query(
      `insert into characterization (person, id, organisation, questionnaire, version, pack_release, answers, answered_at,
         answered_by) values ($1, $2, $3, 'first', 1, 'old', $4, now(), $5)`,
      [person, uuidv7(), garden, answers, user],
    )
  }
  for (const recipient of shared) {
    await pool.query(
      `insert into person_share (person, recipient, organisation, shared_with, since)
       values ($1, $2, $3, array[$2]::uuid[], now())`,
      [person, recipient, garden],
    )
  }
  // Raíces has a consent in force; that of the firewalled organisation was withdrawn.
  for (const [recipient, groups, withdrawn] of [
    [roots, ['identity', 'contact', 'needs'], null],
    [fence, ['identity', 'documents'], new Date()],
  ]) {
    await pool.query(
      `insert into consent (person, id, organisation, purpose, recipient, field_groups, text_version, locale, how,
         obtained_by, given_at, expires_on, withdrawn_at)
       values ($1, $2, $3, 'referral', $4, $5, 'v1', 'es', 'verbal_with_witness', $6, now(), current_date + 30, $7)`,
      [person, uuidv7(), garden, recipient, groups, user, withdrawn],
    )
  }

  await migrate(pool)
  const of = async (table: string) =>
    (await pool.query(`select shared_with from ${table} where person = $1`, [person])).rows[0].shared_with
  expect(await of('person_contact')).toEqual([roots])
  expect(await of('person_identifier')).toEqual([])
  expect(await of('name_word')).toEqual([roots])
  const answered = await pool.query('select field_groups, shared_with from characterization order by id')
  expect(answered.rows).toEqual([
    { field_groups: ['contact', 'needs'], shared_with: [roots] },
    { field_groups: ['health'], shared_with: [] },
    { field_groups: [], shared_with: [] },
  ])
  const needs = await pool.query('select organisation, shared_with from need order by id')
  expect(needs.rows).toEqual([
    { organisation: garden, shared_with: [roots] },
    { organisation: roots, shared_with: [] },
  ])
  const { rows } = await pool.query('select shown_to from person where person = $1', [person])
  expect(rows[0].shown_to).toEqual({ [String(roots)]: ['contact', 'identity', 'needs'], [String(fence)]: [] })

  const seenBy = async (organisation: string | undefined) => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query(`set local role arraigo_app`)
      await client.query(`set local app.organisation = '${organisation}'`)
      return (await client.query('select given_names, disability from read.person_shown')).rows
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  expect(await seenBy(garden)).toEqual([{ given_names: 'Lina', disability: 'walking' }])
  expect(await seenBy(roots)).toEqual([{ given_names: 'Lina', disability: null }])
  expect(await seenBy(fence)).toEqual([{ given_names: null, disability: null }])
})

test('consequences that earlier versions left out are marked, and the job that applies them is queued', async () => {
  const { pool } = await testDatabase({ empty: true })
  await migrate(pool, '0067_core_refused.sql')
  const id = () => uuidv7()
  const [garden, roots, tower, person, keeper, theirs, code, session] = Array.from({ length: 8 }, id)
  for (const [organisation, kind] of [
    [garden, 'public'],
    [roots, 'cso'],
    [tower, 'company'],
  ]) {
    await pool.query(
      `insert into organisation (id, name, class, time_zone, locale, second_factor, lead)
       values ($1, $2, $2, 'UTC', 'es', 'optional', false)`,
      [organisation, kind],
    )
  }
  for (const [user, organisation] of [
    [keeper, garden],
    [theirs, roots],
  ]) {
    await pool.query(
      `insert into auth."user" (id, name, email, email_verified, created_at, updated_at)
       values ($1, 'X', $2, true, now(), now())`,
      [user, `${user}@example.org`],
    )
    await pool.query(`insert into app_user (id, organisation, name, locale) values ($1, $2, 'X', 'es')`, [
      user,
      organisation,
    ])
  }
  await pool.query(
    `insert into person (person, organisation, given_names, pack_release, registered_at, registered_by, touched_at)
     values ($1, $2, 'Lina', '', now(), $3, now())`,
    [person, garden, keeper],
  )
  await pool.query(
    `insert into own_code (person, id, organisation, hash, checked, made_by, made_at, valid_until)
     values ($1, $2, $3, '', 'known', $4, '2026-01-01', '2026-01-02')`,
    [person, code, roots, theirs],
  )
  await pool.query(
    `insert into own_session (person, id, organisation, code, token_hash, opened_at, valid_until)
     values ($1, $2, $3, $4, '', '2026-01-01', '2026-01-02')`,
    [person, session, roots, code],
  )
  const said = async (more: Record<string, unknown>) => {
    const row = {
      person,
      id: id(),
      organisation: garden,
      purpose: 'referral',
      field_groups: ['identity'],
      text_version: 'v1',
      text_hash: '',
      pack_release: '',
      locale: 'es',
      obtained_by: keeper,
      ...(more['said'] === 'no'
        ? {}
        : { how: 'signature', expires_on: '2099-01-01', opened_at: more['given_at'] }),
      ...more,
    }
    const names = Object.keys(row)
    await pool.query(
      `insert into consent (${names.join(', ')}) values (${names.map((_, place) => `$${place + 1}`).join(', ')})`,
      Object.values(row),
    )
    return row.id
  }
  const [first, second, third] = ['2026-01-01T12:00:00Z', '2026-01-02T12:00:00Z', '2026-01-03T12:00:00Z']
  await said({ recipient: roots, given_at: second })
  await said({ said: 'no', recipient_class: 'cso', given_at: first })
  await said({ said: 'no', recipient_class: 'company', given_at: third })
  const toClass = await said({ said: 'no', recipient_class: 'cso', given_at: third })
  const backdated = await said({ recipient: tower, given_at: first, withdrawn_at: first })
  const byCode = await said({
    recipient: tower,
    given_at: '2025-12-01T12:00:00Z',
    withdrawn_at: first,
    withdrawn_by: person,
    withdrawn_organisation: roots,
  })
  const overrides = []
  for (const [recipient, decider] of [
    [roots, theirs],
    [tower, keeper],
  ]) {
    const override = id()
    if (recipient === roots) overrides.push(override)
    await pool.query(
      `insert into consent_override (person, id, organisation, purpose, recipient, field_groups, ground, basis, reason,
         asked_by, asked_at, until, state, decided_by, decided_at)
       values ($1, $2, $3, 'referral', $3, '{identity}', 'law', '', '', $4, $5, '2099-01-01', 'allowed', $6, $5)`,
      [person, override, recipient, id(), first, decider],
    )
  }

  await migrate(pool)
  const ids = async (text: string) => (await pool.query<{ id: string }>(text)).rows.map((row) => row.id)
  expect(new Set(await ids('select id from consent where to_apply'))).toEqual(new Set([toClass, backdated]))
  expect(
    await pool.query('select id, withdrawn_code_by from consent where withdrawn_code_by is not null'),
  ).toMatchObject({ rows: [{ id: byCode, withdrawn_code_by: theirs }] })
  expect(await ids('select id from consent_override where ended_because is not null')).toEqual(overrides)
  expect(await ids(`select task_identifier as id from graphile_worker.jobs`)).toEqual(['consent.expire'])
})
