// Who registers and describes organisations, and what the directory shows.
import { v7 as uuidv7 } from 'uuid'
import { beforeEach, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { inviteUser, listUsers } from '../users/operations.ts'
import { changeOrganisation, getOrganisation, listOrganisations, registerOrganisation } from './operations.ts'

let network: TestNetwork
beforeEach(async () => {
  network = await testNetwork()
})

const problem = (code: string) => expect.objectContaining({ code })

test('those who enforce migration law are listed but can hold no role, whatever the code says', async () => {
  const { dora } = network.actors
  const { id } = await network.execute(
    registerOrganisation,
    {
      id: uuidv7(),
      name: 'Oficina de Control',
      class: 'enforcement',
      timeZone: 'America/Bogota',
      locale: 'es',
      secondFactor: 'required',
    },
    dora,
  )
  await expect(
    network.execute(
      inviteUser,
      {
        id: uuidv7(),
        name: 'Uno',
        email: 'uno@example.org',
        locale: 'es',
        roles: [{ role: 'analyst' }],
        organisation: id,
      },
      dora,
    ),
  ).rejects.toEqual(expect.objectContaining({ code: 'firewall.recipient' }))
  const insert = (kind: string) =>
    network.database.pool.query(
      `insert into role_assignment (id, app_user, organisation, organisation_class, role, valid_from)
       values ($1, $2, $3, $4, 'analyst', '2026-01-01')`,
      [uuidv7(), dora.user, id, kind],
    )
  await expect(insert('enforcement')).rejects.toMatchObject({ constraint: 'role_assignment_firewall' })
  await expect(insert('public')).rejects.toMatchObject({
    constraint: 'role_assignment_organisation_firewall',
  })
  const { rows } = await network.database.pool.query('select from app_user where name = $1', ['Uno'])
  expect(rows).toHaveLength(0)
})

test('everyone sees names and classes in the directory, and only their own organisation in detail', async () => {
  const { beto } = network.actors
  const directory = await network.ask(listOrganisations, {}, beto)
  expect(directory).toContainEqual(expect.objectContaining({ name: 'Sello Claro', class: 'verifier' }))
  expect(Object.keys(directory[0] ?? {}).sort()).toEqual(['class', 'id', 'lead', 'name'])
  expect((await network.ask(getOrganisation, {}, beto)).name).toBe('Raíces')
  await expect(network.ask(listUsers, {}, beto)).rejects.toEqual(problem('actor.not_allowed'))
})

test('an organisation corrects its own details; an invalid name or time zone is refused', async () => {
  const { dora } = network.actors
  const details = {
    name: 'Huerta Grande',
    timeZone: 'America/Bogota',
    locale: 'es',
    secondFactor: 'required' as const,
  }
  await network.execute(changeOrganisation, details, dora)
  expect(await network.ask(getOrganisation, {}, dora)).toMatchObject({ name: 'Huerta Grande' })
  await expect(network.execute(changeOrganisation, { ...details, name: 'Raíces' }, dora)).rejects.toEqual(
    problem('organisation.name_taken'),
  )
  await expect(
    network.execute(changeOrganisation, { ...details, timeZone: 'America/Macondo' }, dora),
  ).rejects.toEqual(problem('organisation.time_zone_unknown'))
})
