// The desks of desk.latency: each searches and registers over HTTP, with the pauses of somebody who types.
import { setTimeout as pause } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import { copyCarelessly, inventPerson, seeded, type Invented } from '../../harness/names.ts'

const KINDS = ['typed', 'likeness', 'register'] as const
type Taken = Record<(typeof KINDS)[number], number[]>

/** A visit takes about this long: desks begin at different moments of one, not all at once. */
const VISIT_MS = 1000

/** What is typed into the search box: a given name and the beginning of a surname. */
export const typedFor = (here: Invented, chance: () => number) =>
  `${here.givenNames.split(' ')[0]} ${here.firstSurname.slice(0, 3 + Math.floor(chance() * 5))}`

/** Half of the visitors are on record already, written down slightly differently each time. */
export function visitor(people: readonly Invented[], chance: () => number): Invented {
  const known = people[Math.floor(chance() * people.length)] as Invented
  return chance() < 0.5 ? copyCarelessly(known, chance) : inventPerson(chance)
}

async function desk(
  url: string,
  people: readonly Invented[],
  chance: () => number,
  isOver: (visits: number) => boolean,
  taken: Taken,
): Promise<number> {
  let registered = 0
  const timed = async (kind: keyof Taken, name: string, input: object) => {
    const start = performance.now()
    const response = await fetch(`${url}/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
    const body = (await response.json()) as { code?: string }
    taken[kind].push(performance.now() - start)
    if (response.status >= 500 || (response.status >= 400 && body.code !== 'person.likely_duplicate'))
      throw new Error(`${name}: ${response.status} ${JSON.stringify(body)}`)
    return response.ok
  }
  const think = () => pause(100 + chance() * 400)
  await pause(chance() * VISIT_MS)
  for (let visits = 0; !isOver(visits); visits++) {
    const { identifiers, phones, ...who } = visitor(people, chance)
    await timed('typed', 'person.search', { text: typedFor({ identifiers, phones, ...who }, chance) })
    await think()
    await timed('likeness', 'person.search', { draft: { ...who, identifiers, phones } })
    await think()
    const done = await timed('register', 'person.register', {
      id: uuidv7(),
      ...who,
      identifiers: identifiers.map((one) => ({ id: uuidv7(), ...one })),
      contacts: phones.map((value) => ({ id: uuidv7(), kind: 'phone', value })),
      searched: 'everywhere',
    })
    registered += Number(done)
    await think()
  }
  return registered
}

/** So many desks, each at work for so long or for so many visits. */
export type Load = { desks: number; seconds?: number; visits?: number }

/** Desks at work against the server at the URL. */
export async function work(
  url: string,
  people: readonly Invented[],
  { desks, seconds = Infinity, visits = Infinity, seed }: Load & { seed: number },
) {
  const taken: Taken = { typed: [], likeness: [], register: [] }
  const start = performance.now()
  const isOver = (made: number) => made >= visits || performance.now() - start >= seconds * 1000
  const registered = await Promise.all(
    Array.from({ length: desks }, (_, at) => desk(url, people, seeded(seed + at), isOver, taken)),
  )
  const requests = KINDS.reduce((sum, kind) => sum + taken[kind].length, 0)
  const took = (performance.now() - start) / 1000
  return {
    requests,
    perSecond: Math.round(requests / took),
    registered: registered.reduce((sum, one) => sum + one, 0),
    typed: summary(taken.typed),
    likeness: summary(taken.likeness),
    register: summary(taken.register),
  }
}

export function summary(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2))
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
}
