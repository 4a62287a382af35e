// Stopping does not wait for ever for a job, and a job that outlasts it does not end the process with an error.
import { afterEach, expect, test, vi } from 'vitest'
import { startJobs } from '../src/platform/jobs.ts'
import { testNetwork } from './harness/network.ts'

const rejected = vi.fn<(reason: unknown) => void>()
afterEach(() => void process.off('unhandledRejection', rejected))

test('a job that ends after its connections were closed ends no process, and is tried again', async () => {
  const network = await testNetwork()
  const { pool } = network.database
  let begun = () => {}
  let end = () => {}
  const running = new Promise<void>((resolve) => (begun = resolve))
  const ended = new Promise<void>((resolve) => (end = resolve))
  const job = {
    name: 'test.outlasts',
    async run() {
      begun()
      await ended
    },
  }
  process.on('unhandledRejection', rejected)
  const runner = await startJobs({ ...network.app, jobs: new Map([[job.name, job]]) })
  await pool.query(`select graphile_worker.add_job('${job.name}', payload := '{}'::json)`)
  await running
  await runner.stop()
  end()
  // What the queue's library does with the end of the job happens in the turns of the event loop that follow.
  for (let turn = 0; turn < 20; turn++) await new Promise((next) => setImmediate(next))
  expect(rejected.mock.calls).toEqual([])
  const { rows } = await pool.query(
    `select attempts, locked_at is not null as locked from graphile_worker.jobs where task_identifier = $1`,
    [job.name],
  )
  expect(rows).toEqual([{ attempts: 1, locked: true }])
})
