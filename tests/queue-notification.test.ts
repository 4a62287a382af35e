// The job queue keeps running whatever notification arrives: PostgreSQL lets every role send any of them.
import { expect, test } from 'vitest'
import { startJobs } from '../src/platform/jobs.ts'
import { testNetwork } from './harness/network.ts'

test("a notification that the queue's tables changed does not end the worker", async () => {
  const network = await testNetwork()
  const said: string[] = []
  const runner = await startJobs({ ...network.app, log: (event) => void said.push(event) })
  const before = process.exitCode
  try {
    // Repeated until it is received: the worker starts to listen slightly after it starts.
    const logged = async () => {
      await network.database.appPool.query(
        `select pg_notify('worker:migrate', '{"migrationNumber": 9999, "breaking": true}')`,
      )
      return said
    }
    await expect.poll(logged).toContain('jobs.stopped')
    await network.database.pool.query(
      `select graphile_worker.add_job('attachment.sweep', payload := '{}'::json)`,
    )
    const waiting = async () =>
      (
        await network.database.pool.query(
          `select from graphile_worker.jobs where task_identifier = 'attachment.sweep'`,
        )
      ).rowCount
    await expect.poll(waiting).toBe(0)
    expect(process.exitCode).toBe(before)
  } finally {
    process.exitCode = before
    await runner.stop()
  }
})
