// The context that the handler of a command works in, and who may call which operation.
import { mayCall, type Actor } from '../kernel/actor.ts'
import { person, type FactName } from '../kernel/fact.ts'
import { actorNotAllowed } from '../kernel/problems.ts'
import type { App } from './app.ts'
import type {
  CommandContext,
  CommandHandler,
  Disclosure,
  NewFact,
  NewJob,
  NewSubjectFact,
  RecordedFact,
} from './capability.ts'
import { asSystem } from './database/connect.ts'
import { parseInput } from './http/parse.ts'
import { subjectOf } from './record.ts'

/**
 * Refuses a principal what its use does not list, before anything that it sent is read.
 * @param name of an operation, or a route as `GET /api/live`
 */
export function refuseUnlisted(actor: Actor, name: string): void {
  const verdict = mayCall(actor, name, () => true)
  if (verdict !== true) throw actorNotAllowed({ because: verdict.reason })
}

/** Whether the actor may call the command or query of this name. */
export function permits(app: App, actor: Actor, name: string): boolean {
  const handler = app.commands.get(name) ?? app.queries.get(name)
  return handler !== undefined && mayCall(actor, name, handler.may) === true
}

/** The context of a handler, and what it collects to be written at the end. */
export function createWork(
  app: App,
  actor: Actor,
  handler: CommandHandler,
  disclosures: Disclosure[],
  given: Omit<CommandContext<FactName>, 'record' | 'run' | 'asSystem' | 'enqueue' | 'disclose' | 'permits'>,
) {
  const facts: RecordedFact[] = []
  const jobs: NewJob[] = []
  const unhandled: RecordedFact[] = []
  let within = false
  const ctx: CommandContext<FactName> = {
    ...given,
    record(kind: FactName, fact: NewFact<unknown> | Omit<NewSubjectFact<never>, 'data'>) {
      const recorded = {
        ...fact,
        id: app.newId(),
        kind,
        occurredOn: fact.occurredOn ?? given.today,
        organisation: fact.organisation ?? actor.organisation,
        sharedWith: fact.sharedWith ?? [],
      } as RecordedFact
      const about = subjectOf(recorded).kind
      if (about !== (app.subjects.get(kind) ?? person).kind)
        throw new Error(`${kind} is not about a ${about}.`)
      facts.push(recorded)
      unhandled.push(recorded)
    },
    async run(command, input) {
      const other = app.commands.get(command.name)
      if (!other)
        throw new Error(`${handler.operation.name} runs ${command.name}, which no capability handles.`)
      return (await other.run(ctx, parseInput(command.input, input) as never)) as never
    },
    async asSystem(work) {
      // A command inside `asSystem` may run another that calls it again: only the outermost call sets the
      // scope back.
      if (within) return await work()
      within = true
      const result = await asSystem(given.tx, actor, work)
      within = false
      return result
    },
    enqueue: (name, payload, options = {}) => void jobs.push({ name, payload, ...options }),
    disclose: (shown) => void disclosures.push(...shown),
    permits: (name) => permits(app, actor, name),
  }
  async function runListeners() {
    // A listener may record more facts, for which listeners run too.
    for (let at = 0; at < unhandled.length; at++) {
      if (at > 1000) throw new Error(`${handler.operation.name} never stops recording facts.`)
      const fact = unhandled[at] as RecordedFact
      for (const kind of [fact.kind, '*']) {
        for (const listener of app.listeners.get(kind) ?? []) await listener.run(ctx, fact)
      }
    }
  }
  return { ctx, facts, jobs, runListeners }
}
