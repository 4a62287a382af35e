// The how-to pages name buttons and screens as the program does: a label that was changed is found here.
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Words that are stressed, or that are of a browser or a register. */
const NO_LABELS = new Set([
  'Offline',
  'F',
  'Venezolana',
  'CC',
  'S/D',
  'Arraigo',
  'in',
  'now',
  'plan',
  'journey',
  'people helping',
])
/** Steps of a path that a reader fills in. */
const FILLED_IN = new Set(['the claim', 'the contract'])

const words = (path: string) =>
  Object.values(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>)
/** What is said for each plural or choice, with arguments as `…`. */
const said = (text: string) => text.replaceAll(/\{\w+\}/gu, '…')
const messages = globSync('src/**/messages/en.json').flatMap(words).map(said)
const pack = globSync('packs/integrate/**/*.json').flatMap((path) =>
  [...readFileSync(path, 'utf8').matchAll(/"(?:en|es)": "([^"]*)"/gu)].map(([, text = '']) => text),
)
const labels = new Set([...messages, ...pack].map((text) => text.toLowerCase()))
/** A label that goes on with an argument, or with a full stop. */
const isLabel = (text: string) =>
  labels.has(text) ||
  labels.has(`${text}.`) ||
  labels.has(text.replace(/\.$/u, '')) ||
  [...labels].some((one) => one.includes('…') && one.split('…')[0]?.trim() === text)

test.each(['README.md', 'docs/journey.md', ...globSync('docs/roles/*.md')])(
  'what %s names on a screen is there under that name',
  (path) => {
    const prose = readFileSync(path, 'utf8').replaceAll(/```.*?```/gsu, '')
    const named = [...prose.matchAll(/(?<![*\w])\*([^*\n]+(?:\n[^*\n]+)?)\*(?!\*)/gu)].flatMap(
      ([, text = '']) => text.split('→').map((part) => part.replaceAll(/\s+/gu, ' ').trim()),
    )
    const unknown = named.filter(
      (name) => !NO_LABELS.has(name) && !FILLED_IN.has(name) && !isLabel(name.toLowerCase()),
    )
    expect([...new Set(unknown)]).toEqual([])
  },
)
