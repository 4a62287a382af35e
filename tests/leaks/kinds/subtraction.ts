// Figures below the minimum derived by subtraction: adversaries keep every figure they were shown, of nested
// periods, of their own organisation and the network, of today and tomorrow, and solve for the cells.
import fc from 'fast-check'
import type { Actor } from '../../../src/kernel/actor.ts'
import { grantsOf } from '../../../src/kernel/roles.ts'
import { addDays, addMonths } from '../../../src/kernel/time.ts'
import type { Id } from '../../../src/kernel/words.ts'
import { registerOrganisation } from '../../../src/identity/organisations/operations.ts'
import { giveConsent } from '../../../src/protect/consent/operations.ts'
import { registerPerson } from '../../../src/serve/record/operations.ts'
import { countReferrals, sendReferral } from '../../../src/serve/referrals/operations.ts'
import { offerService } from '../../../src/serve/services/operations.ts'
import type { TestNetwork } from '../../harness/network.ts'
import type { Kind } from './kind.ts'
import { Knowledge, type Sum } from '../linear.ts'

type Period = { from: string; until: string }
type Table = { code: string; count: number | null }[]
type Figures = Period & {
  people: {
    registered: number | null
    byMonth: { month: string; count: number | null }[]
    byPopulationGroup: Table
    bySex: Table
    byAge: Table
  }
}
const BREAKDOWNS = ['byPopulationGroup', 'bySex', 'byAge'] as const
const SEXES = ['female', 'male', 'intersex', 'unknown']
const GROUPS = ['neighbour', 'school']
const BORN = [2019, 2009, 1996, 1980, 1950]
const FIRST = '2025-09-01'
const MONTHS = 6

type Unit = { day: string; cell: Record<(typeof BREAKDOWNS)[number], string>; kept: string; epoch: number }

/** An attacker who keeps every figure and knows which unknown counts it is the sum of. */
class Adversary {
  readonly #knowledge = new Knowledge()
  readonly #codes: Record<string, string[]>
  readonly #days: string[]

  /** @param days on which a period may begin or end: between two of them a code's count is one unknown */
  constructor(codes: Record<string, string[]>, days: readonly string[]) {
    this.#codes = codes
    this.#days = [...days]
    // Every breakdown is a partition of the same people.
    for (const day of this.#days.slice(0, -1))
      for (const side of ['own', 'rest'])
        for (let epoch = 0; epoch < 2; epoch++)
          for (const cut of BREAKDOWNS.slice(1)) {
            const sum = new Map<string, number>()
            for (const code of this.#codes[BREAKDOWNS[0]] ?? [])
              sum.set(name(BREAKDOWNS[0], code, day, side, epoch), 1)
            for (const code of this.#codes[cut] ?? []) sum.set(name(cut, code, day, side, epoch), -1)
            this.#knowledge.add(sum, 0)
          }
  }

  /** A code's count in a period, as known at that time: later additions are unknowns of their own. */
  sum(
    cut: string,
    codes: readonly string[],
    { from, until }: Period,
    sides: readonly string[],
    epoch: number,
  ): Sum {
    const sum = new Map<string, number>()
    for (const [at, day] of this.#days.entries()) {
      const next = this.#days[at + 1]
      if (next === undefined || day < from || addDays(next, -1) > until) continue
      for (const code of codes)
        for (const side of sides)
          for (let early = 0; early <= epoch; early++) sum.set(name(cut, code, day, side, early), 1)
    }
    return sum
  }

  learn(figures: Figures, sides: readonly string[], epoch: number): void {
    const all = this.#codes[BREAKDOWNS[0]] ?? []
    const { people } = figures
    if (people.registered !== null)
      this.#knowledge.add(this.sum(BREAKDOWNS[0], all, figures, sides, epoch), people.registered)
    for (const { month, count } of people.byMonth) {
      if (count === null) continue
      const whole = { from: `${month}-01`, until: addDays(addMonths(`${month}-01`, 1), -1) }
      const part = {
        from: whole.from < figures.from ? figures.from : whole.from,
        until: whole.until > figures.until ? figures.until : whole.until,
      }
      this.#knowledge.add(this.sum(BREAKDOWNS[0], all, part, sides, epoch), count)
    }
    for (const cut of BREAKDOWNS) {
      const table = people[cut]
      // A withheld breakdown tells nothing; in a shown one, a missing code counts zero.
      if (table.length === 0 && people.registered !== 0) continue
      for (const code of this.#codes[cut] ?? []) {
        const count = table.find((cell) => cell.code === code)?.count
        if (count !== null) this.#knowledge.add(this.sum(cut, [code], figures, sides, epoch), count ?? 0)
      }
      this.#ones(cut, table, figures, sides, epoch)
    }
  }

  /** Hidden cells are not zero: where their sum equals their number, each is one. */
  #ones(cut: string, table: Table, period: Period, sides: readonly string[], epoch: number): void {
    const hidden = table.filter(({ count }) => count === null).map(({ code }) => code)
    const left = this.#knowledge.derive(this.sum(cut, hidden, period, sides, epoch))
    if (hidden.length > 0 && left === hidden.length)
      for (const code of hidden) this.#knowledge.add(this.sum(cut, [code], period, sides, epoch), 1)
  }

  derive(cut: string, codes: readonly string[], period: Period, sides: readonly string[], epoch: number) {
    return this.#knowledge.derive(this.sum(cut, codes, period, sides, epoch))
  }
}

const name = (cut: string, code: string, day: string, side: string, epoch: number) =>
  `${cut} ${code} ${day} ${side} ${epoch}`

const monthAt = (at: number): Period => {
  const from = addMonths(FIRST, at)
  return { from, until: addDays(addMonths(from, 1), -1) }
}
const ranges = (): Period[] =>
  Array.from({ length: MONTHS }, (_, a) =>
    Array.from({ length: MONTHS - a }, (_each, b) => ({
      from: monthAt(a).from,
      until: monthAt(a + b).until,
    })),
  ).flat()

export const kind: Kind = {
  name: 'subtraction',
  async attack(network, rounds) {
    const result = { attempts: 0, leaks: [] as string[] }
    for (let round = 0; round < rounds; round++) {
      const here = await begin(network, round)
      await figures(here, result)
      await overTime(here, result)
    }
    return { ...result, leaks: [...new Set(result.leaks)] }
  },
}

type Here = { network: TestNetwork; seed: number; walled: Id[]; shift: number }
type Found = { attempts: number; leaks: string[] }

async function begin(network: TestNetwork, round: number): Promise<Here> {
  const walled: Id[] = []
  for (const kind of ['enforcement', 'consular'] as const) {
    const about = {
      name: `${kind} ${round}`,
      timeZone: 'UTC',
      locale: 'es',
      secondFactor: 'required',
    } as const
    const input = { id: network.newId(), class: kind, ...about }
    walled.push((await network.execute(registerOrganisation, input, network.actors.dora)).id)
  }
  // Each round has its own people and months; figures given before stay given.
  if (round > 0) network.clock.advance(7 * 31)
  return { network, seed: 7 + round, walled, shift: round * 7 }
}

/** People of two organisations, in small cells: mostly few of a kind. */
async function welcome(here: Here, epoch: number): Promise<void> {
  const { network, seed } = here
  const one = fc.record({
    month: fc.nat({ max: MONTHS - 1 }),
    day: fc.integer({ min: 1, max: 28 }),
    sex: fc.constantFrom(...SEXES.slice(0, 2), ...SEXES),
    group: fc.constantFrom('neighbour', 'neighbour', 'neighbour', ...GROUPS),
    born: fc.constantFrom(...BORN, 1996, 1996, 1996),
    ours: fc.boolean(),
  })
  const length = epoch === 0 ? 190 : 12
  const [people = []] = fc.sample(fc.array(one, { minLength: length, maxLength: length }), {
    numRuns: 1,
    seed: seed * 2 + epoch,
  })
  for (const { month, day, sex, group, born, ours } of people) {
    const input = {
      id: network.newId(),
      searched: 'file' as const,
      sex,
      populationGroup: group,
      born: { year: born },
    }
    const actor = ours ? network.actors.ana : network.actors.beto
    const first = shifted(here, monthAt(month)).from
    await network.execute(registerPerson, input, actor, {
      occurredAt: `${addDays(first, day - 1)}T15:00:00Z`,
    })
  }
}

const shifted = ({ shift }: Here, { from, until }: Period): Period => ({
  from: addMonths(from, shift),
  until: addDays(addMonths(addDays(until, 1), shift), -1),
})

/** The true counts: everybody registered, from the facts themselves. */
async function truth(
  { network }: Here,
  epoch: number,
  before: ReadonlySet<string>,
): Promise<Map<string, Unit>> {
  const { rows } = await network.database.pool.query<{
    id: string
    day: string
    kept: string
    byPopulationGroup: string
    bySex: string
    byAge: string
  }>(`select id, occurred_on::text as day, organisation as kept, population_group as "byPopulationGroup", sex as "bySex",
      age_band as "byAge" from fact where kind = 'person.registered'`)
  return new Map(
    rows
      .filter(({ id }) => !before.has(id))
      .map(({ id, day, kept, ...cell }) => [id, { day, kept, cell, epoch }]),
  )
}

async function figures(here: Here, found: Found): Promise<void> {
  const { network, walled } = here
  await welcome(here, 0)
  const people = new Map(await truth(here, 0, new Set()))
  const codes = codesOf([...people.values()])
  const periods = ranges().map((range) => shifted(here, range))
  const halves = periods.map(({ from, until }) => ({ from, until: addDays(until, -12) }))
  const days = [
    ...new Set([...periods, ...halves].flatMap(({ from, until }) => [from, addDays(until, 1)])),
  ].sort()

  const behind = new Adversary(codes, days)
  const lead = new Adversary(codes, days)
  const analyst = new Adversary(codes, days)
  const keep = async (
    who: Adversary,
    path: string,
    input: object,
    actor: Actor,
    sides: string[],
    epoch: number,
  ) => {
    found.attempts++
    const { status, body } = await (path === 'report.hand_over'
      ? network.http(actor).post(path, input)
      : network.http(actor).get(path, input))
    if (status !== 200) return
    const shown = (path === 'report.hand_over' ? (body as { figures: unknown }).figures : body) as Figures
    // A figure handed over again equals the one given then.
    who.learn(shown, sides, epoch)
  }
  const { dora, sol } = network.actors
  const studying = await network.join('Alba', 'garden', ['analyst'])
  const order = fc.sample(fc.shuffledSubarray([...periods, ...halves], { minLength: periods.length * 2 }), {
    numRuns: 1,
    seed: here.seed,
  })[0] as Period[]
  for (const [at, period] of order.entries()) {
    const recipient = walled[at % walled.length]
    await keep(behind, 'report.hand_over', { recipient, ...period }, dora, ['own', 'rest'], 0)
    await keep(lead, 'report.overview', { ...period, scope: 'network' }, dora, ['own', 'rest'], 0)
    await keep(lead, 'report.overview', period, sol, ['own'], 0)
    await keep(analyst, 'report.overview', { ...period, scope: 'network' }, studying, ['own', 'rest'], 0)
    await keep(analyst, 'report.overview', period, studying, ['own'], 0)
  }
  // Late work arrives, and each asks again for the figures given before.
  await welcome(here, 1)
  for (const [id, unit] of await truth(here, 1, new Set(people.keys()))) people.set(id, unit)
  const late = new Set<string>()
  for (const period of order) {
    found.attempts++
    const input = { recipient: walled[0], ...period }
    const { status, body } = await network.http(dora).post('report.hand_over', input)
    if (status !== 200) continue
    const shown = (body as { figures: Figures }).figures
    // The same figures again for the same month, or the present ones: an attacker sees which.
    try {
      behind.learn(shown, ['own', 'rest'], 0)
    } catch {
      behind.learn(shown, ['own', 'rest'], 1)
      late.add(period.from)
    }
  }

  const units = [...people.values()]
  const garden = network.organisations.garden
  const count = (
    cut: (typeof BREAKDOWNS)[number],
    code: string,
    period: Period,
    sides: string[],
    epochs: number[],
  ) =>
    units.filter(
      ({ day, cell, kept, epoch }) =>
        day >= period.from &&
        day <= period.until &&
        cell[cut] === code &&
        sides.includes(kept === garden ? 'own' : 'rest') &&
        epochs.includes(epoch),
    ).length
  const check = (who: Adversary, called: string, sides: string[], minimum: number, targets: Period[]) => {
    for (const period of targets)
      for (const cut of BREAKDOWNS)
        for (const code of codes[cut] ?? []) {
          const derived = who.derive(cut, [code], period, sides, 0)
          const real = count(cut, code, period, sides, [0])
          if (derived !== undefined && derived > 0 && derived < minimum && derived === real)
            found.leaks.push(`${called} derived ${cut} ${code} ${period.from}..${period.until} = ${derived}`)
        }
  }
  const pieces = days.slice(0, -1).map((from, at) => ({ from, until: addDays(days[at + 1] as string, -1) }))
  const targets = [...periods, ...halves, ...pieces]
  check(behind, 'those behind the firewall', ['own', 'rest'], 10, targets)
  check(lead, 'the organisation that leads', ['rest'], 5, targets)
  check(lead, 'the organisation that leads', ['own', 'rest'], 5, targets)
  check(analyst, 'an analyst', ['own', 'rest'], 5, targets)
  check(analyst, 'an analyst', ['own'], 5, targets)
  check(analyst, 'an analyst', ['rest'], 5, targets)
  for (const from of late)
    found.leaks.push(`figures from ${from} were given behind the firewall again, changed`)
}

function codesOf(units: readonly Unit[]): Record<string, string[]> {
  return Object.fromEntries(
    BREAKDOWNS.map((cut) => [cut, [...new Set(units.map(({ cell }) => cell[cut]))].sort()]),
  )
}

/** Referrals are sent one after the other, and a user who may open none reads their number after each. */
async function overTime(here: Here, found: Found): Promise<void> {
  const { network } = here
  const { beto, ana } = network.actors
  const service = network.newId()
  await network.execute(offerService, { id: service, kind: 'tool_loan', name: `Palas ${service}` }, beto)
  const analyst = await network.join('Alma', 'garden', ['analyst'])
  const holder = await network.join('Nico', 'garden', ['supervisor'])
  const narrow = {
    ...holder,
    grants: grantsOf(['supervisor']).map((one) => ({ ...one, scope: 'own' as const })),
  }
  const last = new Map<Actor, number>()
  for (let sent = 0; sent < 12; sent++) {
    const [person, consent] = [network.newId(), network.newId()]
    await network.execute(registerPerson, { id: person, searched: 'file', called: `Luz ${sent}` }, ana)
    const terms = { purpose: 'referral', textVersion: 'v1', locale: 'es', how: 'signature' as const }
    await network.execute(
      giveConsent,
      { id: consent, person, recipient: beto.organisation, fieldGroups: ['identity'], ...terms },
      ana,
    )
    const wish = { person, id: network.newId(), to: beto.organisation, service, reason: 'Pala', consent }
    await network.execute(sendReferral, wish, ana)
    for (const reader of [analyst, narrow]) {
      found.attempts++
      const { sent: shown } = await network.ask(countReferrals, {}, reader)
      const now = shown['sent'] ?? 0
      const grown = now - (last.get(reader) ?? 0)
      if (now > 0 && now < 5) found.leaks.push(`referral.count showed ${now}`)
      if (grown > 0 && grown < 5) found.leaks.push(`referral.count grew by ${grown}`)
      last.set(reader, now)
    }
  }
}
