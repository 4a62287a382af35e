// Where invented histories are played: real commands through the one door, on a day in the past.
import { v7 as uuidv7 } from 'uuid'
import type { Actor } from '../../kernel/actor.ts'
import type { Command, InputOf, OutputOf, Query } from '../../kernel/command.ts'
import { Problem } from '../../kernel/problem.ts'
import { addDays, dateIn, type PlainDate } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import { get } from '../../platform/ask.ts'
import { run } from '../../platform/execute.ts'
import type { App } from '../../platform/app.ts'
import { traceOf } from '../../platform/log.ts'
import { TaskError } from '../task.ts'
import type { Calendar } from './calendar.ts'
import type { Random } from './random.ts'

const TIME_ZONE = 'America/Bogota'

/** A step of a story that failed: which operation, and what it was refused with or where it broke. */
export class FailedStep extends TaskError {
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

/** What all stories share. */
export type Theatre = {
  app: App
  calendar: Calendar
  /** Lets only so many commands run at once. */
  turn<T>(work: () => Promise<T>): Promise<T>
  /** Lets what shares a key happen one after another. */
  inOrder<T>(key: string, work: () => Promise<T>): Promise<T>
}

/** A house with a clock of its own: everybody in it believes that it is `now`. */
export class Stage {
  readonly random: Random
  readonly app: App
  readonly #theatre: Theatre
  /** Apart from `random`: how many ids a command takes depends on what other stories did before it. */
  readonly #ids: Random
  #now: number

  constructor(theatre: Theatre, random: Random, start: PlainDate) {
    this.random = random
    this.#ids = random.fork('ids')
    this.#theatre = theatre
    this.#now = this.#morning(start)
    this.app = { ...theatre.app, now: () => new Date(this.#now), newId: () => this.newId() }
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

  /** The morning of a working day, at or after that date; never back in time. @throws NotYet */
  async goTo(date: PlainDate): Promise<void> {
    this.#now = Math.max(this.#morning(date), this.#now + 60_000)
    await this.#theatre.calendar.reach(this.#now)
  }

  /** Days pass. @throws NotYet */
  async pass(fewest: number, most = fewest): Promise<void> {
    await this.goTo(addDays(this.today, this.random.whole(fewest, most)))
  }

  /** An hour at which somebody could be seen on a working day at or after that date; it may lie in the future. */
  appointment(date: PlainDate): string {
    return new Date(this.#morning(date)).toISOString()
  }

  /** The hour of an appointment comes. @throws NotYet */
  async meet(instant: string): Promise<void> {
    this.#now = Math.max(Date.parse(instant) + this.random.whole(0, 12) * 60_000, this.#now)
    await this.#theatre.calendar.reach(this.#now)
  }

  /** Within the hour. */
  soon(): string {
    return new Date(this.#now + this.random.whole(20, 60) * 60_000).toISOString()
  }

  /** Something of little weight that happens some days later, whatever else goes on. */
  meanwhile([fewest, most]: readonly [number, number], what: (later: Stage) => Promise<unknown>): void {
    const later = this.branch(`meanwhile/${this.#now}`)
    this.#theatre.calendar.begin(async () => {
      await later.pass(fewest, most)
      await what(later)
    })
  }

  /** Another line of the same story, from now on with a time of its own. */
  branch(name: string): Stage {
    const other = new Stage(this.#theatre, this.random.fork(name), this.today)
    other.#now = this.#now + 60_000
    return other
  }

  /** Runs a command now and returns its output. @throws FailedStep, NotYet */
  async act<C extends Command>(command: C, input: InputOf<C>, actor: Actor): Promise<OutputOf<C>> {
    this.#theatre.calendar.check(this.#now)
    const output = await this.#theatre.turn(() =>
      named(command.name, run(this.app, actor, command, input, { occurredAt: this.instant })),
    )
    this.#now += this.random.whole(1, 5) * 60_000
    return output
  }

  /** Nobody else does anything of that key meanwhile. No days may pass in it. */
  alone<T>(key: string, work: () => Promise<T>): Promise<T> {
    return this.#theatre.inOrder(key, work)
  }

  async ask<Q extends Query>(query: Q, input: InputOf<Q>, actor: Actor): Promise<OutputOf<Q>> {
    return this.#theatre.turn(() => named(query.name, get(this.app, actor, query, input)))
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
