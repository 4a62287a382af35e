// An operation declares everything that a command may end in: its facts and its refusals. The harness
// compares every test's log with the declarations; this file tests the comparison.
import { expect, test } from 'vitest'
import { capabilities } from '../src/entry/capabilities.ts'
import type { ProblemKind } from '../src/kernel/problem.ts'
import { COMMON_PROBLEMS } from '../src/kernel/problems.ts'
import { setGoal } from '../src/serve/cases/operations.ts'
import { registerPerson } from '../src/serve/record/operations.ts'
import { wingsOfCapabilities } from './architecture/rules.ts'
import { readSource, readTree, type Module } from './architecture/source-tree.ts'
import { refusals } from './architecture/refusals.ts'
import { testNetwork } from './harness/network.ts'
import { undeclaredEffects } from './harness/undeclared.ts'

/** Operations that the platform declares and a capability handles. */
const PLATFORM_OPERATIONS = ['src/kernel/device-sync.ts', 'src/kernel/firewall.ts']

type Published = Record<string, { is?: string; code?: string; problems?: readonly ProblemKind[] }>
const load = async (path: string) => (await import(`../${path}`)) as Published

type Call = {
  readonly callee: { readonly name?: string; readonly property?: { readonly name: string } }
  readonly arguments: readonly (Node & {
    readonly name?: string
    readonly property?: { readonly name: string }
  })[]
}
type Node = { readonly type: string; readonly value?: unknown; readonly start: number }

function callsOf(module: Module, names: readonly string[]): Call['arguments'][] {
  const calls: Call['arguments'][] = []
  module.visit((node) => {
    if (node.type !== 'CallExpression') return
    const call = node as unknown as Call
    if (names.includes(call.callee.property?.name ?? call.callee.name ?? '')) calls.push(call.arguments)
  })
  return calls
}

const SERVER = new RegExp(
  String.raw`^src/(?:${wingsOfCapabilities.join('|')})/([a-z-]+)/server(?:\.ts|/(?!.*\.test).*\.ts)$`,
  'u',
)

test('a handler throws only problems that its operation declares', async () => {
  const tree = readSource(readTree())
  const thrown = refusals(tree)
  const strays: string[] = []
  let seen = 0
  for (const module of tree.modules.values()) {
    if (!SERVER.test(module.path)) continue
    // In other modules `on` and `answer` are other functions, such as `hono.on`.
    if (!module.imports.some(({ to }) => to === 'src/platform/capability.ts')) continue
    const sources = module.imports.map(({ to }) => to).filter((to) => to.endsWith('/operations.ts'))
    const operations = await Promise.all([...sources, ...PLATFORM_OPERATIONS].map(load))
    for (const [contract, handler] of callsOf(module, ['on', 'answer'])) {
      const name = contract?.property?.name ?? contract?.name ?? ''
      const found = operations.map((one) => one[name]).find((one) => one?.is !== undefined)
      if (!found || !handler) throw new Error(`${module.path} handles ${name}, which is no operation.`)
      seen += 1
      const promised = new Set([...COMMON_PROBLEMS, ...(found.problems ?? [])].map(({ code }) => code))
      for (const key of thrown.of(module.path, handler)) {
        const [path = '', constant = ''] = key.split('#')
        const { code = '' } = (await load(path))[constant] ?? {}
        if (!promised.has(code)) strays.push(`${name} ${code}`)
      }
    }
  }
  expect(strays).toEqual([])
  expect(seen).toBeGreaterThan(200)
})

test('every fact that a capability records is of a kind of its own', () => {
  const strays: string[] = []
  for (const module of readSource(readTree()).modules.values()) {
    const capability = capabilities.find(({ name }) => name === SERVER.exec(module.path)?.[1])
    const own = new Set((capability?.facts ?? []).map(({ kind }) => kind))
    if (!capability) continue
    for (const [kind] of callsOf(module, ['record']))
      if (kind?.type === 'Literal' && typeof kind.value === 'string' && !own.has(kind.value))
        strays.push(`${module.path}:${module.lineOf(kind.start)} ${kind.value}`)
  }
  expect(strays).toEqual([])
})

test('every code of a database constraint is declared by an operation of its capability', () => {
  const strays = capabilities.flatMap(({ name, handlers, constraints = {} }) => {
    const promised = new Set(
      handlers.flatMap(({ operation }) => (operation.problems ?? []).map(({ code }) => code)),
    )
    return Object.values(constraints)
      .filter(({ code }) => !promised.has(code))
      .map(({ code }) => `${name} ${code}`)
  })
  expect(strays).toEqual([])
})

test('an undeclared fact or refusal is found in the log', async () => {
  const network = await testNetwork()
  const { ana } = network.actors
  const person = network.newId()
  await network.execute(registerPerson, { id: person, searched: 'everywhere', called: 'Rosa' }, ana)
  const { pool } = network.database
  expect(await undeclaredEffects(pool)).toEqual([])
  await pool.query(`update fact set kind = 'person.flew' where subject = $1`, [person])
  await pool.query(
    `insert into command_log (id, name, organisation, actor, occurred_at, received_at, input_hash, outcome, problem)
     values ($1, $2, $3, $4, now(), now(), '', 'rejected', '{"code": "moon.full"}')`,
    [network.newId(), setGoal.name, ana.organisation, ana.user],
  )
  expect(await undeclaredEffects(pool)).toEqual([
    'person.register does not promise the fact person.flew',
    'plan.set_goal does not promise the problem moon.full',
  ])
  // Repaired afterwards, because the harness checks this log too.
  await pool.query(`update fact set kind = 'person.registered' where subject = $1`, [person])
  await pool.query(`delete from command_log where problem ->> 'code' = 'moon.full'`)
})
