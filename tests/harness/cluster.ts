// Before the first test that needs one: one PostgreSQL for the run, with migrated databases to copy.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { appRole } from '../../src/platform/database/app-pool.ts'
import { startCluster } from '../../src/platform/database/cluster.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { seedNetwork, type SeededNetwork } from './seed-network.ts'

/** `template` is migrated; `<template>_seeded` also holds the small network. */
export type TestCluster = { connection: pg.PoolConfig; template: string; seeded: SeededNetwork }

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster
  }
}

const SIGNALS = ['SIGTERM', 'SIGHUP'] as const

/** Starts (or, with TEST_DATABASE_URL, uses) a server, and leaves nothing behind on it. */
export async function startTestCluster(): Promise<TestCluster & { stop(): Promise<void> }> {
  const { connection, borrowed, stop } = await server()
  const template = `arraigo_test_${process.pid}_${Date.now().toString(36)}`
  const owner = new pg.Pool({ ...connection, max: 1 })
  // The server may send an error to a connection that is just being closed; that must not end the run.
  owner.on('error', () => {})
  let seeded: SeededNetwork
  try {
    await owner.query(`create database ${template}`)
    await on(template, migrate)
    await owner.query(`create database ${template}_seeded template ${template} strategy file_copy`)
    seeded = await on(`${template}_seeded`, seedNetwork)
  } catch (error) {
    await owner.end()
    await stop()
    throw error
  }
  return {
    connection,
    template,
    seeded,
    async stop() {
      if (borrowed) await dropAll()
      await owner.end()
      await stop()
    },
  }

  async function dropAll(): Promise<void> {
    const { rows } = await owner.query<{ datname: string }>(
      `select datname from pg_database where starts_with(datname, $1)`,
      [template],
    )
    for (const { datname } of rows)
      await owner.query(`drop database if exists ${pg.escapeIdentifier(datname)} with (force)`)
    const roles = await owner.query<{ rolname: string }>(
      'select rolname from pg_roles where starts_with(rolname, $1)',
      [appRole(template)],
    )
    for (const { rolname } of roles.rows) await owner.query(`drop role ${pg.escapeIdentifier(rolname)}`)
  }

  /** PostgreSQL copies a database only while nobody is connected to it. */
  async function on<T>(database: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
    const pool = connect({ ...connection, database, max: 2 })
    return await work(pool).finally(() => pool.end())
  }
}

type Server = { connection: pg.PoolConfig; borrowed: boolean; stop(): Promise<void> }

async function server(): Promise<Server> {
  const url = process.env['TEST_DATABASE_URL']
  if (url) {
    // The driver's own parser of an address: sockets, ports and escapes included.
    const { host, port, user, password, database } = new pg.Client({ connectionString: url })
    const connection = { host, port, user, ...(password ? { password } : {}), database }
    return { connection, borrowed: true, stop: async () => {} }
  }
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-test-'))
  // As root, the database runs under another account, which must be able to enter the folder.
  await chmod(folder, 0o711)
  const cluster = await startCluster({
    folder,
    log: () => {},
    // Test data need not survive a power cut; the tests of the cluster itself start their own server.
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      wal_level: 'minimal',
      max_wal_senders: '0',
      max_wal_size: '4GB',
      checkpoint_timeout: '1h',
      autovacuum: 'off',
      shared_buffers: '128MB',
    },
  })
  // A run that is ended by a signal stops its database too.
  const endAtOnce = () => void cluster.stop().finally(() => process.exit(1))
  for (const signal of SIGNALS) process.once(signal, endAtOnce)
  return {
    connection: cluster.connection,
    borrowed: false,
    async stop() {
      for (const signal of SIGNALS) process.off(signal, endAtOnce)
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** One for all projects of a run: vitest sets each up in the same process, and stops all at the end. */
const run = globalThis as { arraigoCluster?: { users: number; started: ReturnType<typeof startTestCluster> } }

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  run.arraigoCluster ??= { users: 0, started: startTestCluster() }
  const shared = run.arraigoCluster
  shared.users += 1
  const { stop, ...cluster } = await shared.started
  project.provide('cluster', cluster)
  return async () => {
    shared.users -= 1
    if (shared.users > 0) return
    delete run.arraigoCluster
    await stop()
  }
}
