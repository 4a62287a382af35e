// `npm run sql:prove`: renames ten columns and changes the type of eleven, one at a time, and shows that the check notices
// each within a minute.
import pg from 'pg'
import { startTestCluster } from '../harness/cluster.ts'
import { checkStatements } from './faults.ts'

/** One of each part of the schema, with another type it could have been given. */
const RENAMED = [
  'person.called',
  'referral.state',
  'consent.purpose',
  'need.urgency',
  'plan_step.due_on',
  'delivery.delivered_on',
  'fact.occurred_on',
  'command_log.outcome',
  'role_assignment.valid_from',
  'claim.state',
]
const RETYPED: readonly (readonly [string, string])[] = [
  ['plan_step.text', 'varchar(400)'],
  ['goal.text', 'varchar(400)'],
  ['device.late_refused', 'bigint'],
  ['verification.note', 'varchar(400)'],
  ['consent_words.witness', 'varchar(200)'],
  ['late_command.name', 'varchar(60)'],
  ['erasure_review.words', 'varchar(400)'],
  ['sealed_note.summary', 'text'],
  ['demand.scope', 'varchar(2000)'],
  ['own_code.hash', 'text'],
  ['break_glass.reason', 'text'],
]

/** A check that takes longer is not waited for by anybody who changes a column. */
const MOST_SECONDS = 60

const cluster = await startTestCluster()
let missed = 0

async function tried(change: string): Promise<void> {
  const name = `${cluster.template}_changed`
  const owner = new pg.Client(cluster.connection)
  const client = new pg.Client({ ...cluster.connection, database: name })
  await owner.connect()
  await owner.query(`create database ${name} template ${cluster.template} strategy file_copy`)
  const begun = performance.now()
  try {
    await client.connect()
    await client.query(change)
    const { faults } = await checkStatements(client)
    const seconds = (performance.now() - begun) / 1000
    const verdict = faults.length === 0 ? 'MISSED ' : seconds > MOST_SECONDS ? 'TOO LATE ' : ''
    if (verdict !== '') missed += 1
    console.log(`${verdict}${change}: ${faults.length} faults in ${seconds.toFixed(1)} s`)
  } catch (error) {
    missed += 1
    console.log(`NOT TRIED ${change}: ${(error as Error).message}`)
  } finally {
    await client.end()
    await owner.query(`drop database ${name}`)
    await owner.end()
  }
}

try {
  for (const column of RENAMED) {
    const [table = '', name = ''] = column.split('.')
    await tried(`alter table ${table} rename column ${name} to ${name}_of_old`)
  }
  for (const [column, type] of RETYPED) {
    const [table = '', name = ''] = column.split('.')
    await tried(`alter table ${table} alter column ${name} type ${type}`)
  }
} finally {
  await cluster.stop()
}
process.exitCode = missed > 0 ? 1 : 0
