// Asks PostgreSQL what it makes of a statement without running it: the types of its parameters and of its columns.
import type pg from 'pg'

export type Column = {
  name: string
  type: string
  /** Of a table that lets it be null; false where it is `not null`; undefined where the statement computes it. */
  nullable: boolean | undefined
  /** The column of a table that it is, where it is one. */
  source: string | undefined
}

export type Description = { parameters: readonly string[]; columns: readonly Column[] }

type Field = { name: string; tableID: number; columnID: number; dataTypeID: number }
type Connection = {
  parse(query: { text: string; name: string; types: number[] }): void
  describe(what: { type: 'S'; name: string }): void
  sync(): void
}

type Done = (error: Error | undefined, fields: readonly Field[], parameters: readonly number[]) => void

/** One unnamed statement through the extended query protocol: Parse, Describe, Sync (PostgreSQL 18, 54.2.3). */
class Describing {
  readonly #done: Done
  #fields: readonly Field[] = []
  #parameters: readonly number[] = []
  readonly text: string

  constructor(text: string, done: Done) {
    this.text = text
    this.#done = done
  }

  submit(connection: Connection & { once(event: string, heard: (message: never) => void): void }) {
    connection.once('parameterDescription', ({ dataTypeIDs = [] }: { dataTypeIDs?: number[] }) => {
      this.#parameters = dataTypeIDs
    })
    connection.parse({ text: this.text, name: '', types: [] })
    connection.describe({ type: 'S', name: '' })
    connection.sync()
  }

  handleRowDescription({ fields }: { fields: Field[] }) {
    this.#fields = fields
  }

  handleNoData() {}

  handleError(error: Error) {
    this.#done(error, [], [])
  }

  handleReadyForQuery() {
    this.#done(undefined, this.#fields, this.#parameters)
  }
}

/** Describes statements on a migrated database, one after another. */
export async function describer(client: pg.Client): Promise<(text: string) => Promise<Description>> {
  const types = await names<{ oid: number; name: string }>(client, `select oid, typname as name from pg_type`)
  const typeOf = new Map(types.map(({ oid, name }) => [oid, name]))
  const columns = await names<{
    table: number
    column: number
    source: string
    required: boolean
    view: boolean
  }>(
    client,
    `select attrelid as table, attnum as column, attname as source, attnotnull as required, c.relkind = 'v' as view
     from pg_attribute a join pg_class c on c.oid = a.attrelid where attnum > 0 and not attisdropped`,
  )
  const byColumn = new Map(columns.map((one) => [`${one.table}.${one.column}`, one]))
  return async (text) => {
    const [fields, parameters] = await new Promise<[readonly Field[], readonly number[]]>(
      (resolve, reject) => {
        const describing = new Describing(text, (error, found, asked) =>
          error ? reject(error) : resolve([found, asked]),
        )
        client.query(describing as never)
      },
    )
    return {
      parameters: parameters.map((oid) => typeOf.get(oid) ?? String(oid)),
      columns: fields.map(({ name, tableID, columnID, dataTypeID }) => {
        const column = byColumn.get(`${tableID}.${columnID}`)
        const nullable = column === undefined || column.view ? undefined : !column.required
        return { name, type: typeOf.get(dataTypeID) ?? String(dataTypeID), nullable, source: column?.source }
      }),
    }
  }
}

const names = async <Row extends pg.QueryResultRow>(client: pg.Client, text: string) =>
  (await client.query<Row>(text)).rows
