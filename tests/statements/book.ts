// The statements on record: beside each capability's source, with what PostgreSQL says of them, to be read in review.
import { globSync, readFileSync } from 'node:fs'
import type { Description } from './describe.ts'

/** `file` and `name` say which call sends it. */
export type Recorded = { file: string; name: string; text: string; description: string }

const HEAD =
  '-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.\n'

/** Where the statements of a source file stand: one file for each capability, and for the platform and the entry. */
export const bookOf = (file: string): string => {
  const [, wing = '', capability = '', rest] = file.split('/')
  return rest === undefined || wing === 'platform' || wing === 'entry'
    ? `src/${wing}/statements.sql`
    : `src/${wing}/${capability}/statements.sql`
}

export const inWords = ({ parameters, columns }: Description): string => {
  const row = columns.map(
    ({ name, type, nullable }) => `${name} ${type}${nullable === true ? '?' : nullable === false ? '!' : ''}`,
  )
  return `(${parameters.join(', ')}) → (${row.join(', ')})`
}

export function readBooks(): Recorded[] {
  return globSync('src/**/statements.sql')
    .sort()
    .flatMap((path) => {
      const [, ...blocks] = readFileSync(path, 'utf8').split(/^-- @/mu)
      return blocks.map((block) => {
        const [, name = '', file = '', description = '', text = ''] =
          /^(\S+) (\S+)\n-- (.*)\n([\s\S]*);\n\s*$/u.exec(block) ?? []
        return { file, name, text, description }
      })
    })
}

/**
 * Each book with its text. The order follows from the statements alone, letter by letter: not from the run that sent them, and
 * not from a collation, which another Node has in another version.
 */
export function booksOf(recorded: readonly Recorded[]): ReadonlyMap<string, string> {
  const sorted = recorded.toSorted((a, b) => inOrder(key(a), key(b)))
  return new Map(
    [...Map.groupBy(sorted, ({ file }) => bookOf(file))].map(([path, own]) => [
      path,
      [
        HEAD,
        ...own.map(
          ({ file, name, text, description }) => `-- @${name} ${file}\n-- ${description}\n${text};\n`,
        ),
      ].join('\n'),
    ]),
  )
}

const inOrder = (a: string, b: string) => (a < b ? -1 : Number(a > b))

/** Calls in their order within a function, the tenth after the second. */
const key = ({ file, name, text }: Recorded) =>
  `${file} ${name.replace(/\d+$/u, (nth) => nth.padStart(4, '0'))} ${text}`

/** Of two texts of one statement the one that is kept: the shorter, and of equally long ones always the same. */
export const isKept = (text: string, before: string): boolean =>
  text.length < before.length || (text.length === before.length && text < before)
