// Every pass over text that a client may send takes time proportional to its length: eight times as much text
// takes nowhere near sixty-four times as long. Compares runs of processor time with each other, never with a
// fixed limit.
import { expect, test } from 'vitest'
import { CommandName, Cursor } from '../src/kernel/envelope.ts'
import { Code, Id, Instant, SingleLine, Locale, normalized, Text } from '../src/kernel/words.ts'
import { parseInput, parseJson } from '../src/platform/http/parse.ts'
import { csvFile } from '../src/kernel/csv.ts'
import { readDate } from '../src/serve/imports/rules/cells.ts'
import { fold as foldWord, wordsOfCell } from '../src/serve/imports/rules/codes.ts'
import { splitSurnames } from '../src/serve/imports/rules/names.ts'
import { convertForm } from '../src/kernel/xlsform/convert.ts'
import { sheetsOfMarkdown } from '../src/kernel/xlsform/markdown.ts'
import { fold, nameWords, sound } from '../src/serve/record/rules/names.ts'
import { plainDigits } from '../src/kernel/digits.ts'
import { foldNumber, foldPhone } from '../src/serve/record/rules/keys.ts'

const SIZE = 30_000
const TIMES = 8
const ROUNDS = 8

/** Text that made a regular expression or a loop start again at every character. */
const SHAPES: Record<string, (length: number) => string> = {
  'escaped quotes': (length) => `"${'\\"'.repeat(length / 2)}`,
  'open quotes': (length) => '"'.repeat(length - 1),
  'open brackets': (length) => '('.repeat(length),
  backslashes: (length) => `"${'\\'.repeat(length)}`,
  'zeros before a one': (length) => `0.${'0'.repeat(length)}1`,
  'an address of points': (length) => `a@${'.'.repeat(length)} `,
  'marks out of order': (length) => `a${'\u0301\u0316'.repeat(length / 2)}`,
  spaces: (length) => `aa${' '.repeat(length)}/`,
  'spaces inside': (length) => `x${' '.repeat(length)}x`,
  'one letter': (length) => 'a'.repeat(length),
  'doubled letters': (length) => 'aabb'.repeat(length / 4),
  'a name with strokes': (length) => 'aa / '.repeat(length / 5),
  particles: (length) => 'de la '.repeat(length / 6),
  'digits of another script': (length) => '٣'.repeat(length),
  'mathematical digits': (length) => '\u{1d7ff}'.repeat(length / 2),
  'isolates and marks': (length) => `a${'\u2068 \u200f\u2069'.repeat(length / 4)}b`,
  'line breaks': (length) => `a${'\n '.repeat(length / 2)}b`,
  hyphens: (length) => `es${'-aaaa'.repeat(length / 5)}!`,
  digits: (length) => '1'.repeat(length),
  'digits with points': (length) => '1.'.repeat(length / 2),
  colons: (length) => ':'.repeat(length),
  'open predicates': (length) => 'a['.repeat(length / 2),
  'open calls': (length) => 'indexed-repeat('.repeat(length / 15),
  'open references': (length) => '${b'.repeat(length / 3),
  'references closed once': (length) => `${'${b'.repeat(length / 3)}}`,
  'many references': (length) => '${b}, '.repeat(length / 6),
  'many predicates': (length) => 'a[${b}] '.repeat(length / 8),
}

const quietly = (work: () => unknown) => {
  try {
    work()
  } catch {
    // Whether it is refused is covered by other tests.
  }
}

/** A form of which one question, in a repeat, has this text in a column. */
const formWith = (column: string) => (text: string) =>
  convertForm(
    [
      {
        name: 'survey',
        rows: [
          ['type', 'name', column === 'label' ? 'hint' : 'label', column],
          ['begin repeat', 'r', 'R', ''],
          ['text', 'a', 'A', `instance('x')${text}`],
          ['text', 'b', 'B', ''],
          ['end repeat', '', '', ''],
        ].map((cells, at) => ({ row: at + 1, cells })),
      },
    ],
    'form',
  )

let read = 0
/** A different text each time, because parsed texts are cached. */
const unread = (text: string) => `${text}${read++}`

const PASSES: Record<string, (text: string) => unknown> = {
  JSON: parseJson,
  'JSON in an array': (text) => parseJson(`[${text}]`),
  ...Object.fromEntries(
    Object.entries({ Code, Id, Instant, Locale, CommandName, Cursor, Text: Text(), Line: SingleLine() }).map(
      ([name, schema]) => [name, (text: string) => parseInput(schema, text)] as const,
    ),
  ),
  normalized: (text) => normalized(text),
  'normalized for comparison': (text) => normalized(text, 'NFKD'),
  'a cell of a CSV': (text) => csvFile([[text]]),
  'a word of a register': foldWord,
  'words of a cell': (text) => wordsOfCell('languages', text),
  surnames: splitSurnames,
  'a date': (text) => readDate(text, 'dmy'),
  'a name': fold,
  'words of a name': (text) => nameWords(unread(text)),
  'the sound of a name': (text) => sound(unread(text)),
  'a number': foldNumber,
  'a telephone': foldPhone,
  'plain digits': plainDigits,
  'a table of Markdown': sheetsOfMarkdown,
  'a calculation of a form': formWith('calculation'),
  'a label of a form': formWith('label'),
  'parameters of a question': formWith('parameters'),
}

/** Processor time of this thread in milliseconds: what else the machine does is not in it. */
function spent(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** The shortest of a few runs: garbage collection only ever adds. */
function least(work: () => unknown): number {
  let shortest = Infinity
  for (let run = 0; run < 4; run++) {
    const began = spent()
    quietly(work)
    shortest = Math.min(shortest, spent() - began)
  }
  return shortest
}

for (const [pass, work] of Object.entries(PASSES)) {
  test(`${pass}: no text makes it slower than its length`, () => {
    for (const [shape, made] of Object.entries(SHAPES)) {
      const [short, long] = [made(SIZE), made(SIZE * TIMES)]
      let [often, once] = [Infinity, Infinity]
      const ratio = () => once / Math.max(often, 1)
      // Measured again while it looks slow: garbage collection and a cold compiler only ever add to the shortest runs.
      for (let round = 0; round === 0 || (round < ROUNDS && ratio() >= 4); round++) {
        // The short text as often as it fits into the long one: about the same work, and the same noise.
        const repeated = least(() => {
          for (let at = 0; at < TIMES; at++) quietly(() => work(short))
        })
        often = Math.min(often, repeated)
        once = Math.min(
          once,
          least(() => work(long)),
        )
      }
      expect(ratio(), shape).toBeLessThan(4)
    }
  })
}
