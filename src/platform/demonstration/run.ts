// One run of the demonstration: the network, the calendar and the contributions that all of its journeys
// share.
import { v7 as uuidv7 } from 'uuid'
import type { PlainDate } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import type { App } from '../app.ts'
import { limiter, queues, type Calendar } from './calendar.ts'
import type { Continuation, Contribution } from './contribution.ts'
import { Journey } from './journey.ts'
import type { Network } from './network.ts'
import type { City } from './organisations.ts'
import type { Arrival } from './person.ts'
import type { Random } from './random.ts'

/** Commands at once: enough to keep two cores busy. */
export const AT_ONCE = 8

export type RunOptions = {
  app: App
  calendar: Calendar
  random: Random
  network: Network
  contributions: Readonly<Record<string, Contribution>>
  /** Where files are kept. */
  attachments: string
  /** The present, as a date of the network. */
  today: PlainDate
  /** How many people each centre has met. */
  people: Readonly<Record<City, number>>
}

export class DemonstrationRun {
  readonly app: App
  readonly calendar: Calendar
  readonly network: Network
  readonly attachments: string
  readonly today: PlainDate
  readonly people: Readonly<Record<City, number>>
  readonly #random: Random
  readonly #contributions: readonly (readonly [name: string, Contribution])[]
  readonly #offices = new Map<string, Journey>()
  readonly #arrivals: Arrival[] = []
  /** Limits how many commands run at once. */
  readonly turn = limiter(AT_ONCE)
  /** Runs work with the same key one after another. */
  readonly inOrder = queues()

  constructor({ random, contributions, ...shared }: RunOptions) {
    this.app = shared.app
    this.calendar = shared.calendar
    this.network = shared.network
    this.attachments = shared.attachments
    this.today = shared.today
    this.people = shared.people
    this.#random = random
    this.#contributions = Object.entries(contributions)
  }

  /** A random stream that depends only on the seed and its name. */
  random(name: string): Random {
    return this.#random.fork(name)
  }

  /** The id for a name, always the same: with it one contribution refers to what another one made. */
  idOf(name: string): Id {
    const chance = this.random(`id/${name}`)
    const bytes = Uint8Array.from({ length: 16 }, () => chance.whole(0, 255))
    return uuidv7({ msecs: Date.parse(`${this.today}T00:00:00Z`), random: bytes }) as Id
  }

  /** Begins a journey on that date, which runs by itself. */
  start(name: string, on: PlainDate, steps: (journey: Journey) => Promise<void>): void {
    const journey = new Journey(this, this.random(name), on)
    this.calendar.begin(() => steps(journey))
  }

  /** Runs the `arrival` steps of every contribution for a household, each on its own journey. */
  arrived(household: Arrival, from: Journey): void {
    this.#arrivals.push(household)
    for (const [name, { arrival }] of this.#contributions) {
      if (!arrival) continue
      const journey = from.branch(name, household)
      this.calendar.begin(() => arrival(journey, household))
    }
  }

  /** The households that have arrived in that city so far, by date: complete only in the last days. */
  households(city: City): Arrival[] {
    return this.#arrivals.filter((each) => each.city === city).toSorted((one, other) => one.at - other.at)
  }

  /** Calls a hook of each contribution, one after another, with a journey of its own. */
  async offices(hook: 'prepare' | 'month' | 'lastDays', on: PlainDate): Promise<void> {
    for (const [name, contribution] of this.#contributions) {
      if (!contribution[hook]) continue
      const office = this.#offices.get(name) ?? new Journey(this, this.random(`office/${name}`), on)
      this.#offices.set(name, office)
      await office.goTo(on)
      await contribution[hook](office)
    }
  }

  begin(): void {
    for (const [, { begin }] of this.#contributions) begin?.(this)
  }

  /** The steps that follow that command, each with a name that is stable when other contributions change. */
  following(command: string): (readonly [name: string, steps: Continuation['steps']])[] {
    return this.#contributions.flatMap(([name, { after = [] }]) =>
      after
        .filter((each) => each.command === command)
        .map(({ steps }, at) => [`${name}/${command}/${at}`, steps] as const),
    )
  }

  /** Names of jobs whose work the journeys did at its date. */
  jobs(): string[] {
    return this.#contributions.flatMap(([, { jobs = [] }]) => jobs)
  }
}
