// Reads: the same door as execute, for queries; what is shown of a person is written down in the same transaction.
import type { Actor, May } from '../kernel/actor.ts'
import type { InputOf, OutputOf, Query } from '../kernel/command.ts'
import { reachOf } from '../kernel/firewall.ts'
import type { Json } from '../kernel/problem.ts'
import { actorNotAllowed, commandUnknown } from '../kernel/problems.ts'
import { dateIn } from '../kernel/time.ts'
import type { Disclosure, QueryContext } from './capability.ts'
import { asHouse, transaction } from './database/connect.ts'
import { problemOf } from './database/constraints.ts'
import { refuseAtWall } from './execute.ts'
import type { House } from './house.ts'
import { parseInput } from './parse.ts'
import { appendDisclosures } from './record.ts'

/** Answers a query by name, or throws its Problem. */
export async function ask(house: House, actor: Actor, name: string, given: unknown): Promise<Json> {
  const handler = house.queries.get(name)
  if (!handler) throw commandUnknown({ name: name.slice(0, 100) })
  await refuseAtWall(house, actor, name, reachOf(handler.contract), given)
  const input = parseInput(handler.contract.input, given)
  const verdict = handler.may(actor)
  if (verdict !== true) throw actorNotAllowed({ because: verdict.because })
  try {
    return await reading(
      house,
      actor,
      name,
      async (ctx) => (await handler.run(ctx, input as never)) as Json,
      handler.may,
    )
  } catch (error) {
    throw problemOf(error, house.constraints) ?? error
  }
}

/** The same, typed by the contract: for tests, the CLI and other platform parts. */
export async function get<Q extends Query>(
  house: House,
  actor: Actor,
  query: Q,
  input: InputOf<Q>,
): Promise<OutputOf<Q>> {
  return (await ask(house, actor, query.name, input)) as OutputOf<Q>
}

/** Opens a read for an actor; `via` is what the disclosure log will say the look went through; `may` what let them in. */
export async function reading<T>(
  house: House,
  actor: Actor,
  via: string,
  work: (ctx: QueryContext) => Promise<T>,
  may?: May,
): Promise<T> {
  const receivedAt = house.now().toISOString()
  const disclosures: Disclosure[] = []
  return transaction(
    house.appPool,
    actor,
    (tx) =>
      work({
        tx,
        actor,
        receivedAt,
        today: dateIn(receivedAt, actor.timeZone),
        pack: house.packs.active(),
        newId: house.newId,
        asHouse: (rest) => asHouse(tx, actor, rest),
        sign: house.sign,
        keys: house.keys,
        disclose: (shown) => void disclosures.push(...shown),
        permits: (command) => house.commands.get(command)?.may(actor) === true,
      }),
    may,
    // What was shown is written down in the transaction that showed it, on its last way to the database.
    () => appendDisclosures({ actor, receivedAt }, via, disclosures),
  )
}
