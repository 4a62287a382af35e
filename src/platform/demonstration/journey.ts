// A journey: runs real commands one after another on days in the past, with its own clock and random numbers.
import { v7 as uuidv7 } from 'uuid'
import type { Actor } from '../../kernel/actor.ts'
import type { Command, InputOf, OutputOf, Query } from '../../kernel/command.ts'
import { Problem } from '../../kernel/problem.ts'
import { addDays, dateIn, type PlainDate } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import type { App } from '../app.ts'
import { get } from '../ask.ts'
import { run as execute } from '../execute.ts'
import { systemActor } from '../jobs.ts'
import { traceOf } from '../log.ts'
import type { Step } from './contribution.ts'
import type { Network } from './network.ts'
import { TIME_ZONE } from './organisations.ts'
import type { Arrival } from './person.ts'
import type { Random } from './random.ts'
import type { DemonstrationRun } from './run.ts'

/** A failed step: which operation, and the problem or error of it. */
export class FailedStep extends Error {
  readonly code: string | undefined

  constructor(operation: string, error: unknown) {
    const { kind, code, stack } = traceOf(error)
    const isProblem = error instanceof Problem
    const data = isProblem && Object.keys(error.data).length > 0 ? JSON.stringify(error.data) : ''
    const because = isProblem ? [code, data] : [kind, code, stack]
    super(`The demonstration failed at ${operation}: ${because.filter(Boolean).join(' ')}`, { cause: error })
    this.code = isProblem ? code : undefined
  }
}

export class Journey {
  readonly run: DemonstrationRun
  readonly random: Random
  /** The application with the clock of this journey. */
  readonly app: App
  /** Separate from `random`: how many ids a command uses depends on what other journeys did before it. */
  readonly #ids: Random
  readonly #origin: Journey | undefined
  readonly #household: Arrival | undefined
  readonly #steps: Step[] = []
  /** Steps whose continuations run after the exclusive work (`alone`) has ended; undefined outside of it. */
  #held: Step[] | undefined
  #count = 0
  #now: number

  constructor(
    run: DemonstrationRun,
    random: Random,
    start: PlainDate,
    from?: [Journey, Arrival | undefined],
  ) {
    this.run = run
    this.random = random
    this.#ids = random.fork('ids')
    this.#now = this.#morning(start)
    this.#origin = from?.[0]
    this.#household = from?.[1]
    this.app = { ...run.app, now: () => new Date(this.#now), newId: () => this.newId() }
  }

  get network(): Network {
    return this.run.network
  }

  /** The household of this journey. */
  get household(): Arrival {
    const found = this.#household ?? this.#origin?.household
    if (!found) throw new Error('This journey has no household.')
    return found
  }

  get today(): PlainDate {
    return dateIn(this.instant, TIME_ZONE)
  }

  get instant(): string {
    return new Date(this.#now).toISOString()
  }

  /** A uuid version 7 of this moment, the same for the same seed. */
  newId(): Id {
    const bytes = Uint8Array.from({ length: 16 }, () => this.#ids.whole(0, 255))
    return uuidv7({ msecs: this.#now, random: bytes }) as Id
  }

  /** Advances to the morning of a working day at or after that date; never back in time. @throws NotYet */
  async goTo(date: PlainDate): Promise<void> {
    this.#now = Math.max(this.#morning(date), this.#now + 60_000)
    await this.run.calendar.reach(this.#now)
  }

  /** Advances by a random number of days. @throws NotYet */
  async pass(fewest: number, most = fewest): Promise<void> {
    await this.goTo(addDays(this.today, this.random.whole(fewest, most)))
  }

  /** An instant in office hours of a working day at or after that date; it may be in the future. */
  appointment(date: PlainDate): string {
    return new Date(this.#morning(date)).toISOString()
  }

  /** Advances to the hour of an appointment. @throws NotYet */
  async meet(instant: string): Promise<void> {
    this.#now = Math.max(Date.parse(instant) + this.random.whole(0, 12) * 60_000, this.#now)
    await this.run.calendar.reach(this.#now)
  }

  /** An instant within the next hour. */
  soon(): string {
    return new Date(this.#now + this.random.whole(20, 60) * 60_000).toISOString()
  }

  /** Begins steps some days later, for which this journey does not wait. */
  meanwhile(
    [fewest, most]: readonly [number, number],
    name: string,
    what: (later: Journey) => Promise<unknown>,
  ): void {
    const later = this.branch(`meanwhile/${name}`)
    this.run.calendar.begin(async () => {
      await later.pass(fewest, most)
      await what(later)
    })
  }

  /** A new journey that starts at this moment, with its own clock. */
  branch(name: string, household?: Arrival): Journey {
    const other = new Journey(this.run, this.random.fork(name), this.today, [this, household])
    other.#now = this.#now
    return other
  }

  /**
   * Runs several journeys in parallel from this moment; this one continues when the last has ended.
   * @throws NotYet
   */
  async together(steps: Readonly<Record<string, (journey: Journey) => Promise<unknown>>>): Promise<void> {
    const others = Object.entries(steps).map(([name, go]) => [this.branch(name), go] as const)
    await this.run.calendar.together(
      others.map(
        ([other, go]) =>
          async () =>
            void (await go(other)),
      ),
    )
    for (const [other] of others) {
      this.#steps.push(...other.#steps)
      this.#now = Math.max(this.#now, other.#now)
    }
  }

  /**
   * Runs a command now, waits for the steps that follow it, and returns its output.
   * @throws FailedStep, NotYet
   */
  async act<C extends Command>(command: C, input: InputOf<C>, actor: Actor): Promise<OutputOf<C>> {
    const { calendar, turn } = this.run
    calendar.check(this.#now)
    const output = await turn(() =>
      named(command.name, execute(this.app, actor, command, input, { occurredAt: this.instant })),
    )
    this.#now += this.random.whole(1, 5) * 60_000
    const step: Step = { command: command.name, input, output, actor }
    this.#steps.push(step)
    if (this.#held) this.#held.push(step)
    else await this.#continue(step)
    return output
  }

  async ask<Q extends Query>(query: Q, input: InputOf<Q>, actor: Actor): Promise<OutputOf<Q>> {
    return this.run.turn(() => named(query.name, get(this.app, actor, query, input)))
  }

  /** The actor of a job: the system. */
  system(job: string, organisation?: Id): Actor {
    return systemActor(job, organisation)
  }

  /**
   * Runs work that no other journey with the same key runs at the same time. It must not advance the clock;
   * steps that follow its commands run afterwards.
   */
  async alone<T>(key: string, work: () => Promise<T>): Promise<T> {
    const held: Step[] = []
    const result = await this.run.inOrder(key, async () => {
      this.#held = held
      try {
        return await work()
      } finally {
        this.#held = undefined
      }
    })
    for (const step of held) await this.#continue(step)
    return result
  }

  /** The latest run of that command on this journey, on those that follow it, or on those it follows. */
  last<C extends Command>(command: C, where: (done: Step<C>) => boolean = () => true): Step<C> | undefined {
    const own = this.#steps.findLast(
      (step): step is Step<C> => step.command === command.name && where(step as Step<C>),
    )
    return own ?? this.#origin?.last(command, where)
  }

  async #continue(done: Step): Promise<void> {
    this.#count++
    const following = this.run
      .following(done.command)
      .map(([name, steps]) => [`${name}/${this.#count}`, (journey: Journey) => steps(journey, done)] as const)
    await this.together(Object.fromEntries(following))
  }

  #morning(date: PlainDate): number {
    const weekday = new Date(`${date}T12:00:00Z`).getUTCDay()
    const open = addDays(date, weekday === 0 ? 1 : weekday === 6 ? 2 : 0)
    const clock = [this.random.whole(8, 15), this.random.whole(0, 59)].map((part) =>
      String(part).padStart(2, '0'),
    )
    return Date.parse(`${open}T${clock.join(':')}:00-05:00`)
  }
}

const named = <T>(operation: string, work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw new FailedStep(operation, error)
  })
