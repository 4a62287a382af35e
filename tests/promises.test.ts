// A contract says all that may come of a command: its facts and its refusals. The harness holds every test's log to it; here is the check itself.
import { expect, test } from 'vitest'
import { capabilities } from '../src/entry/capabilities.ts'
import { COMMON_PROBLEMS } from '../src/kernel/problem.ts'
import { setGoal } from '../src/serve/cases/contract.ts'
import { registerPerson } from '../src/serve/people/contract.ts'
import { house, readTree, type Module } from './architecture/house.ts'
import { testNetwork } from './harness/network.ts'
import { brokenPromises } from './harness/promises.ts'

const REFUSALS = ['unauthenticated', 'forbidden', 'unknown', 'conflict', 'tooLarge', 'invalid', 'tooOften']
/** Of doors that take a file: its bytes are no input of a contract. */
const OF_FILES = ['attachment.wrong_type', 'attachment.too_large', 'attachment.empty']
const WITH_CONTRACT =
  /^src\/(?:protect|serve|understand|fund)\/([a-z]+)\/(?!screens\/).*(?<!contract|\.test)\.ts$/u

/** First arguments, as literals, of calls to one of these names: `conflict('a.b')`, `ctx.record('c.d', …)`. */
function saidTo(module: Module, names: readonly string[]): { word: string; line: number }[] {
  const said: { word: string; line: number }[] = []
  module.visit((node) => {
    if (node.type !== 'CallExpression') return
    const callee = node['callee'] as { name?: string; property?: { name?: string } }
    const [first] = node['arguments'] as { type: string; value?: unknown; start: number }[]
    if (!names.includes(callee.property?.name ?? callee.name ?? '')) return
    if (first?.type === 'Literal' && typeof first.value === 'string')
      said.push({ word: first.value, line: module.lineOf(first.start) })
  })
  return said
}

test('every code that a capability refuses with, and every kind it records, stands in its contracts', () => {
  const strays: string[] = []
  let seen = 0
  const { modules } = house(readTree())
  for (const module of modules.values()) {
    const name = WITH_CONTRACT.exec(module.path)?.[1]
    const capability = capabilities.find((each) => each.name === name)
    if (!capability) continue
    // A rule that the contract hands to other rooms refuses in theirs: what each of them then answers with, the log shows.
    const contract = modules.get(module.path.replace(/^((?:[a-z]+\/){3}).*/u, '$1contract.ts'))
    const handedOn = contract?.imports.some(({ to, typeOnly }) => to === module.path && !typeOnly)
    const rooms = handedOn ? capabilities : [capability]
    const contracts = rooms.flatMap(({ handlers }) => handlers.map(({ contract }) => contract))
    const problems = [
      ...COMMON_PROBLEMS,
      ...OF_FILES,
      ...contracts.flatMap((contract) => contract.problems ?? []),
    ]
    // A listener records in the name of whichever command woke it, which may be another capability's.
    const facts = (capability.facts ?? []).map(({ kind }) => kind)
    for (const [words, said] of [
      [problems, saidTo(module, REFUSALS)],
      [facts, saidTo(module, ['record'])],
    ] as const) {
      seen += said.length
      for (const { word, line } of said)
        if (!words.includes(word)) strays.push(`${module.path}:${line} ${word}`)
    }
  }
  expect(strays).toEqual([])
  expect(seen).toBeGreaterThan(80)
})

test('every code that a constraint of the database becomes stands in a contract of its capability', () => {
  const strays = capabilities.flatMap(({ name, handlers, constraints = {} }) => {
    const promised = handlers.flatMap(({ contract }) => contract.problems ?? [])
    return Object.values(constraints)
      .filter((code) => !promised.includes(code))
      .map((code) => `${name} ${code}`)
  })
  expect(strays).toEqual([])
})

test('a fact or a refusal that no contract names is found in the log', async () => {
  const network = await testNetwork()
  const { ana } = network.actors
  const person = network.newId()
  await network.execute(registerPerson, { id: person, searched: 'everywhere', called: 'Rosa' }, ana)
  const { pool } = network.database
  expect(await brokenPromises(pool)).toEqual([])
  await pool.query(`update fact set kind = 'person.flew' where person = $1`, [person])
  await pool.query(
    `insert into command_log (id, name, organisation, actor, occurred_at, received_at, input_hash, outcome, problem)
     values ($1, $2, $3, $4, now(), now(), '', 'rejected', '{"code": "moon.full"}')`,
    [network.newId(), setGoal.name, ana.organisation, ana.user],
  )
  expect(await brokenPromises(pool)).toEqual([
    'person.register does not promise the fact person.flew',
    'plan.set_goal does not promise the problem moon.full',
  ])
  // Mended again, because the harness looks too.
  await pool.query(`update fact set kind = 'person.registered' where person = $1`, [person])
  await pool.query(`delete from command_log where problem ->> 'code' = 'moon.full'`)
})
