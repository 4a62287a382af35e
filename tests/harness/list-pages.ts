// What every list holds: its pages joined are the whole of it, in its order, whatever comes meanwhile; and its file has
// the same rows.
import { expect } from 'vitest'
import { streamXlsxRows } from 'hucre/xlsx'
import { parse } from 'csv-parse/sync'
import type { Actor } from '../../src/kernel/actor.ts'
import type { InputOf, OutputOf, Query } from '../../src/kernel/command.ts'
import { everyAddress } from '../leaks/addresses.ts'
import type { TestNetwork } from './network.ts'

type Paged = { next?: string | null | undefined; total?: number | undefined }

export type ListOf<Q extends Query> = {
  network: TestNetwork
  actor: Actor
  query: Q
  /** The ids of an answer, in its order. */
  ids: (answer: OutputOf<Q>) => readonly string[]
}

/** The ids of all pages of so many rows; `between` runs before each further page. */
export async function joined<Q extends Query>(
  { network, actor, query, ids }: ListOf<Q>,
  input: object,
  limit: number,
  between: () => Promise<void> = async () => {},
): Promise<string[]> {
  const found: string[] = []
  let after: string | undefined
  do {
    const asked = { ...input, limit, ...(after !== undefined && { after }) } as InputOf<Q>
    const answer = await network.ask(query, asked, actor)
    const page = ids(answer)
    expect(page.length).toBeLessThanOrEqual(limit)
    found.push(...page)
    after = (answer as Paged).next ?? undefined
    if (after !== undefined) await between()
  } while (after !== undefined)
  return found
}

/** Rows that are added while the pages of one order are read: with one a page, a list would double with every order. */
const ADDED = 4

/**
 * For each order, both ways, and several sizes of a page: the pages are the whole list, no row twice. With
 * `insert`, which adds a few rows as the pages are read, every row that was there is still there once.
 */
export async function provePages<Q extends Query>(
  list: ListOf<Q>,
  input: object,
  sorts: readonly string[],
  insert: () => Promise<void>,
): Promise<void> {
  for (const sort of sorts)
    for (const down of [false, true]) {
      const whole = await joined(list, { ...input, sort, down }, 500)
      expect(whole.length).toBeGreaterThan(4)
      expect(new Set(whole).size).toBe(whole.length)
      for (const limit of [1, 2, 3, whole.length])
        expect(await joined(list, { ...input, sort, down }, limit), `${sort} ${down} ${limit}`).toEqual(whole)
      let added = 0
      const meanwhile = await joined(list, { ...input, sort, down }, 2, async () => {
        if (added++ < ADDED) await insert()
      })
      expect(new Set(meanwhile).size).toBe(meanwhile.length)
      expect(meanwhile.filter((id) => whole.includes(id))).toEqual(whole)
      const answer = await list.network.ask(
        list.query,
        { ...input, sort, down, limit: 1, count: true } as InputOf<Q>,
        list.actor,
      )
      expect((answer as Paged).total).toBe((await joined(list, { ...input, sort, down }, 500)).length)
    }
}

/** The rows of the file without its heading. */
export const fileOf = async <Q extends Query>(...asked: Parameters<typeof headedFileOf<Q>>) =>
  (await headedFileOf(...asked)).slice(1)

/** The rows of the file, its heading first: as CSV, after showing that the XLSX has the same. */
export async function headedFileOf<Q extends Query>(
  { network, actor, query }: Pick<ListOf<Q>, 'network' | 'actor' | 'query'>,
  input: object,
): Promise<string[][]> {
  const { http, actors } = await everyAddress(network)
  actors.set(actor.user, actor)
  const fetched = async (format: 'csv' | 'xlsx') => {
    const response = await http.request(`/api/${query.name}/file`, {
      method: 'POST',
      headers: { 'x-attacker': actor.user },
      body: JSON.stringify({ format, input }),
    })
    expect(response.status).toBe(200)
    return Buffer.from(await response.arrayBuffer())
  }
  const csv = parse(await fetched('csv'), { bom: true }) as string[][]
  const sheet: string[][] = []
  for await (const { values } of streamXlsxRows(await fetched('xlsx'))) {
    // What a formula gives would be another value than what is written.
    sheet.push(
      values.map((value) =>
        value instanceof Date ? value.toISOString().slice(0, 16).replace('T', ' ') : String(value ?? ''),
      ),
    )
  }
  const wide = csv[0]?.length ?? 0
  const asTyped = (cell: string) => cell.replace(/^'(?=[=+\-@])/u, '')
  expect(sheet.map((row) => Array.from({ length: wide }, (_, at) => row[at] ?? ''))).toEqual(
    csv.map((row) => row.map(asTyped)),
  )
  return csv
}
