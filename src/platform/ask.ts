// Reads: the same door as execute, for queries; what is shown of a person is written down in the same transaction.
import type { Actor, May } from '../kernel/actor.ts'
import type { InputOf, OutputOf, Query } from '../kernel/command.ts'
import { exposureOf } from '../kernel/firewall.ts'
import type { Json } from '../kernel/problem.ts'
import { actorNotAllowed, commandUnknown } from '../kernel/problems.ts'
import { dateIn } from '../kernel/time.ts'
import type { Disclosure, QueryContext } from './capability.ts'
import { asSystem, transaction } from './database/connect.ts'
import { problemOf } from './database/constraints.ts'
import { refuseAtWall } from './execute.ts'
import type { App } from './app.ts'
import { parseInput } from './parse.ts'
import { appendDisclosures } from './record.ts'

/** Answers a query by name, or throws its Problem. */
export async function ask(app: App, actor: Actor, name: string, given: unknown): Promise<Json> {
  const handler = app.queries.get(name)
  if (!handler) throw commandUnknown({ name: name.slice(0, 100) })
  await refuseAtWall(app, actor, name, exposureOf(handler.operation), given)
  const input = parseInput(handler.operation.input, given)
  const verdict = handler.may(actor)
  if (verdict !== true) throw actorNotAllowed({ because: verdict.reason })
  try {
    return await reading(
      app,
      actor,
      name,
      async (ctx) => (await handler.run(ctx, input as never)) as Json,
      handler.may,
    )
  } catch (error) {
    throw problemOf(error, app.constraints) ?? error
  }
}

/** The same, typed by the contract: for tests, the CLI and other platform parts. */
export async function get<Q extends Query>(
  app: App,
  actor: Actor,
  query: Q,
  input: InputOf<Q>,
): Promise<OutputOf<Q>> {
  return (await ask(app, actor, query.name, input)) as OutputOf<Q>
}

/** Opens a read for an actor; `via` is what the disclosure log will say the look went through; `may` what let them in. */
export async function reading<T>(
  app: App,
  actor: Actor,
  via: string,
  work: (ctx: QueryContext) => Promise<T>,
  may?: May,
): Promise<T> {
  const receivedAt = app.now().toISOString()
  const disclosures: Disclosure[] = []
  return transaction(
    app.appPool,
    actor,
    (tx) =>
      work({
        tx,
        actor,
        receivedAt,
        today: dateIn(receivedAt, actor.timeZone),
        pack: app.packs.active(),
        newId: app.newId,
        asSystem: (rest) => asSystem(tx, actor, rest),
        sign: app.sign,
        keys: app.keys,
        disclose: (shown) => void disclosures.push(...shown),
        permits: (command) => app.commands.get(command)?.may(actor) === true,
      }),
    may,
    // What was shown is written down in the transaction that showed it, on its last way to the database.
    () => appendDisclosures({ actor, receivedAt }, via, disclosures),
  )
}
