// Runs several commands in one transaction, each in a savepoint of its own, so that they share the begin, the
// commit and most of the waiting. Each ends as it would in a transaction of its own, or all of them are rolled
// back.
import { firewallProblem, exposureOf } from '../../kernel/firewall.ts'
import type { Actor } from '../../kernel/actor.ts'
import { toDocument, type Problem } from '../../kernel/problem.ts'
import type { PackRelease } from '../../kernel/packs/pack.ts'
import type { Id } from '../../kernel/words.ts'
import type { App } from '../app.ts'
import type { Disclosure } from '../capability.ts'
import type { CommandRequest, CommandResult } from '../http/command-request.ts'
import { beginAs, continueAs, onClient } from '../database/connect.ts'
import { isTransient, problemOf } from '../database/constraints.ts'
import { withClient } from '../database/pool.ts'
import { perform, writeRefused } from '../execute.ts'

/** Executes or refuses commands, one after the other. */
export type Decisions = {
  execute(order: CommandRequest): Promise<CommandResult>
  reject(order: CommandRequest, problem: Problem, outcome?: 'rejected' | 'parked'): Promise<CommandResult>
}

/**
 * A command that only a transaction of its own can decide: one that a firewall refuses, one with an id that was
 * used before, and any that devices do not make, such as those that sign a write for their transaction or do
 * something outside the database.
 */
class NotInBatch extends Error {
  override readonly name = 'NotInBatch'
}

/**
 * Runs work that decides commands in one transaction, and commits it without waiting for the disk. No command
 * may have been decided before. The results count only when this resolves.
 * @param releases the pack releases that the commands name, loaded before, because loading takes a connection
 * @throws any error that is not the Problem of one command; nothing is stored then
 */
export async function inBatch<T>(
  app: App,
  actor: Actor,
  releases: ReadonlyMap<string, PackRelease | undefined>,
  work: (decisions: Decisions) => Promise<T>,
): Promise<T> {
  const refreshes = new Set<string>()
  let notifies = false
  const result = await withClient(app.appPool, async (client) => {
    const tx = onClient(client)
    const sent: Promise<unknown>[] = []
    /** Sends without waiting. After an error every further statement fails, and so does the batch. */
    const send = (written: Promise<unknown>) => {
      written.catch(() => {})
      sent.push(written)
    }
    const begun = new Set<Id>()
    const next = ({ id }: CommandRequest) => {
      if (begun.has(id)) throw new NotInBatch('command.reused')
      const released = begun.size > 0 ? 'release savepoint command; ' : ''
      begun.add(id)
      send(client.query(`${released}savepoint command; ${continueAs(actor)}`))
    }

    const refuse = (
      order: CommandRequest,
      problem: Problem,
      outcome: 'rejected' | 'parked',
      disclosures: readonly Disclosure[],
    ): CommandResult => {
      // The refusal of a firewall is recorded by a command of its own.
      if (problem.code.startsWith('firewall.')) throw new NotInBatch(problem.code)
      const document = toDocument(problem)
      send(writeRefused(app, client, actor, order, document, outcome, disclosures))
      return { outcome, problem: document }
    }

    send(client.query(`${beginAs(actor)}; set local synchronous_commit = off`))
    const decided = await work({
      async execute(order) {
        const operation = app.commands.get(order.name)?.operation
        const refusal = operation && firewallProblem(exposureOf(operation), actor, order.input)
        if (refusal) throw new NotInBatch(refusal.code)
        if (operation && !operation.offline) throw new NotInBatch(operation.name)
        next(order)
        const disclosures: Disclosure[] = []
        try {
          const receivedAt = app.now().toISOString()
          const release = order.packRelease ? releases.get(order.packRelease) : app.packs.active()
          const within = { client, tx, receivedAt, release, disclosures }
          const done = await perform(app, actor, order, within)
          send(done.write())
          notifies ||= done.refreshes !== undefined
          for (const noun of done.refreshes ?? []) refreshes.add(noun)
          return { outcome: 'applied', output: done.output }
        } catch (error) {
          const problem = isTransient(error) ? undefined : problemOf(error, app.constraints)
          if (!problem || problem.status === 503) throw error
          send(client.query(`rollback to savepoint command; ${continueAs(actor)}`))
          return refuse(order, problem, 'rejected', disclosures)
        }
      },
      async reject(order, problem, outcome = 'rejected') {
        next(order)
        return refuse(order, problem, outcome, [])
      },
    })
    // Not together with the commit: that of a transaction that failed in between would roll back in silence.
    await Promise.all(sent)
    await client.query('commit')
    return decided
  })
  if (notifies) for (const notify of app.committed) notify([...refreshes])
  return result
}
