// Runs the authorization table over HTTP: every command and query, by every role, from every relation to the record.
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { capabilities } from '../../src/entry/capabilities.ts'
import type { Command, Query } from '../../src/kernel/command.ts'
import { grantsOf } from '../../src/kernel/roles.ts'
import { declare, declared, fileOf, rows, subjects } from './declared.ts'
import { HEAD, ROLES } from './roles.ts'
import { world, type World } from './world.ts'
import { document, inputSchema } from '../fuzz/document.ts'
import { shaped } from '../fuzz/inputs.ts'
import { testNetwork, type Answer, type Client, type TestNetwork } from '../harness/network.ts'

const operations = new Map<string, Command | Query>(
  capabilities.flatMap(({ handlers }) =>
    handlers.map(({ operation }) => [operation.name, operation] as const),
  ),
)

let network: TestNetwork
const clients = new Map<string, Client>()
let fixture: World

beforeAll(async () => {
  network = await testNetwork()
  for (const [letter, role, organisation] of ROLES) {
    clients.set(letter, network.http(await network.join(`Role ${letter}`, organisation, [role])))
  }
  fixture = await world(network)
})

test('every command and query has a row, and every row a command or query', () => {
  const missing = [...operations.values()].filter(({ name }) => !rows.has(name)).map(suggestion)
  expect(missing, 'rows to add, as the policies stand now; read them before you paste').toEqual([])
  expect([...rows.keys()].filter((name) => !operations.has(name))).toEqual([])
})

test('a row and its subject are declared once, in the folder of the operation', () => {
  const names = declared.flatMap((part) => part.rows.map(({ name }) => name))
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  const elsewhere = declared.flatMap(({ file, rows: here, subjects: tried }) =>
    [...here.map(({ name }) => name), ...Object.keys(tried)]
      .filter((name) => fileOf(name) !== file)
      .map((name) => `${name} of ${file} belongs in ${fileOf(name)}`),
  )
  expect(elsewhere).toEqual([])
  expect(Object.keys(subjects).filter((name) => !rows.has(name))).toEqual([])
})

test('rows whose columns are not those of the table are refused', () => {
  const row = `key.list  ${ROLES.map(() => '.').join(' ')}  yes 404`
  expect(() => declare('here.ts', { rows: `Keys  ${HEAD}\n${row}` })).toThrow('here.ts: the row of key.list')
  expect(() => declare('here.ts', { rows: `Keys  F O C\n${row} 404` })).toThrow(
    'here.ts: the rows are headed',
  )
  expect(declare('here.ts', { rows: `Keys  ${HEAD}\n${row} none` }).rows).toHaveLength(1)
})

/** The row that a new command would get from its policy, for a person to confirm or correct. */
function suggestion({ name }: Command | Query): string {
  const handler = network.app.commands.get(name) ?? network.app.queries.get(name)
  const letters = ROLES.map(([letter, role, organisation]) => {
    const organisationClass = { garden: 'public', roots: 'cso', seal: 'verifier', purse: 'funder' }[
      organisation
    ]
    const who = { organisationClass, roles: [role], grants: grantsOf([role]) }
    const actor = { ...network.actors.ana, ...who } as Parameters<NonNullable<typeof handler>['may']>[0]
    return handler?.may(actor) === true ? letter : '.'
  })
  return `${fileOf(name)}: ${name.padEnd(34)}${letters.join(' ')}    -     -       -`
}

function send(client: Client, { is, name }: Command | Query, input: unknown): Promise<Answer> {
  return is === 'command' ? client.post(name, input) : client.get(name, input)
}

/** Refused because of the role and nothing else: the code of the policy, with its reason. */
function refusedForRole({ status, body }: Answer): boolean {
  const problem = body as { code?: string; data?: { because?: string } }
  return status === 403 && problem.code === 'actor.not_allowed' && typeof problem.data?.because === 'string'
}

/**
 * An input that the operation accepts, for asking about roles: which record it names does not matter there.
 */
function acceptable(operation: Command | Query): unknown {
  const described = document.paths[`/${operation.name}`]?.[operation.is === 'command' ? 'post' : 'get']
  const schema = described ? inputSchema(described) : {}
  const inputs = shaped(schema, { known: [] })
  // A few at a time: one of the first usually fits, and making three hundred for each row took half of the
  // test's time.
  for (let seed = 1; seed <= 30; seed++) {
    for (const sample of fc.sample(inputs, { numRuns: 10, seed })) {
      if (z.safeParse(operation.input, sample).success) return sample
    }
  }
  return undefined
}

describe('by role', () => {
  test.each([...rows.values()])('$name: $roles', async ({ name, roles }) => {
    const operation = operations.get(name)
    if (!operation) throw new Error(`${name} is no command and no query`)
    const input = acceptable(operation) ?? (await subjects[name]?.make(fixture))?.input
    expect(z.safeParse(operation.input, input).error?.message, `an input for ${name}`).toBeUndefined()
    const found: string[] = []
    for (const [letter] of ROLES) {
      const answer = await send(clients.get(letter) as Client, operation, input)
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500)
      found.push(refusedForRole(answer) ? '.' : letter)
    }
    expect(found.join(' ')).toBe(roles)
    expect((await send(network.http(), operation, input)).status, 'not signed in').toBe(401)
  })
})

describe('by relation to the record', () => {
  const related = [...rows.values()].filter(({ relations }) =>
    Object.values(relations).some((word) => word !== '-'),
  )

  test.each(related)('$name: $relations', async ({ name, relations }) => {
    const operation = operations.get(name) as Command | Query
    const subject = subjects[name]
    if (!subject) throw new Error(`${name} needs a subject in ${fileOf(name)}`)
    const found: Record<string, string> = {}
    // The outsider first: a refusal leaves nothing behind.
    for (const relation of ['outsider', 'shared', 'own'] as const) {
      if (relations[relation] === '-') {
        found[relation] = '-'
        continue
      }
      const { input, shows = [] } = await subject.make(fixture)
      const answer = await send(network.http(subject.who(fixture)[relation]), operation, input)
      found[relation] = word(answer, operation.is === 'query' ? shows : [])
    }
    expect(found).toEqual(relations)
  })
})

/** `yes`, `none` or the number of the refusal. */
function word({ status, body }: Answer, shows: readonly string[]): string {
  if (status !== 200) return String(status)
  const text = JSON.stringify(body)
  return shows.length > 0 && !shows.some((secret) => text.includes(secret)) ? 'none' : 'yes'
}
