// Runs queries, as execute.ts runs commands; what they disclose about a person is logged in the same
// transaction.
import { mayCall, type Actor, type May } from '../kernel/actor.ts'
import type { InputOf, OutputOf, Query } from '../kernel/command.ts'
import { exposureOf } from '../kernel/firewall.ts'
import type { Json } from '../kernel/problem.ts'
import { actorNotAllowed, commandUnknown } from '../kernel/problems.ts'
import { dateIn } from '../kernel/time.ts'
import type { Disclosure, QueryContext } from './capability.ts'
import { asSystem, transaction } from './database/connect.ts'
import { problemOf } from './database/constraints.ts'
import { permits, refuseUnlisted } from './command-context.ts'
import { refuseAtFirewall } from './execute.ts'
import type { App } from './app.ts'
import { parseInput } from './http/parse.ts'
import { appendDisclosures } from './record.ts'
import { askOfSame } from './same-person.ts'

/** Runs a query by name and returns its output. @throws Problem */
export async function ask(app: App, actor: Actor, name: string, given: unknown): Promise<Json> {
  const handler = app.queries.get(name)
  if (!handler) throw commandUnknown({ name: name.slice(0, 100) })
  await refuseAtFirewall(app, actor, name, exposureOf(handler.operation), given)
  refuseUnlisted(actor, name)
  const input = parseInput(handler.operation.input, given)
  const verdict = mayCall(actor, name, handler.may)
  if (verdict !== true) throw actorNotAllowed({ because: verdict.reason })
  try {
    return await reading(
      app,
      actor,
      name,
      async (ctx) => (await askOfSame(ctx, handler, input as Record<string, unknown>)) as Json,
      handler.may,
    )
  } catch (error) {
    throw problemOf(error, app.constraints) ?? error
  }
}

/** The same with the types of the query: for tests, the CLI and other parts of the platform. */
export async function get<Q extends Query>(
  app: App,
  actor: Actor,
  query: Q,
  input: InputOf<Q>,
): Promise<OutputOf<Q>> {
  return (await ask(app, actor, query.name, input)) as OutputOf<Q>
}

/**
 * Runs `work` in a read transaction for an actor.
 * @param via the operation or route that the disclosure log names
 * @param may the policy that allowed it, which decides the row scope
 */
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
        permits: (wanted) => permits(app, actor, wanted),
      }),
    may,
    // The disclosures are logged in the transaction that read them, in the same round trip as its commit.
    () => appendDisclosures({ actor, receivedAt }, via, disclosures),
  )
}
