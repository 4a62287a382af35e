// Builds GLOSSARY.md from the `glossary.md` of each folder, section by section.
import { existsSync, readFileSync } from 'node:fs'
import { having } from './manifest.ts'

/** The sections in their order; a section that only a folder names comes after them. */
const SECTIONS = [
  'People · Personas',
  'Work with a person · El trabajo con una persona',
  'Protection · Protección',
  'Organisations and users · Organizaciones y usuarios',
  'Results and money · Resultados y dinero',
  'The system · El sistema',
]

const INTRODUCTION = `# Glossary · Glosario

One word for each thing: the same in a table, a command, a message and a button. In the first column, in \`this type\`, are
the names used in code: nouns of commands and facts, and tables. \`tests/glossary.test.ts\` holds that none is missing.
\`npm run manifest\` writes this page from the \`glossary.md\` of each folder: a word is changed there.

Una palabra para cada cosa: la misma en la base de datos, en los comandos, en los textos y en los botones.
`

const HEAD = '| English | español | what it is | qué es |\n|---|---|---|---|'

type Words = { rows: string[]; text: string[] }

/** General words first, technical ones last, the capabilities between them. */
const fragments = () =>
  [
    'src/kernel/glossary.md',
    ...having('glossary.md').map(({ path }) => path),
    'src/platform/glossary.md',
    'src/device/glossary.md',
  ].filter((path) => existsSync(path))

export function glossary(): string {
  const sections = new Map<string, Words>(SECTIONS.map((title) => [title, { rows: [], text: [] }]))
  for (const path of fragments()) {
    const [, ...parts] = readFileSync(path, 'utf8').split(/^## /m)
    for (const part of parts) {
      const [title = '', ...lines] = part.trim().split('\n')
      const words = sections.get(title) ?? { rows: [], text: [] }
      sections.set(title, words)
      words.rows.push(...lines.filter((line) => line.startsWith('|') && !HEAD.includes(line)))
      words.text.push(...lines.filter((line) => line !== '' && !line.startsWith('|')))
    }
  }
  const written = [...sections].map(([title, { rows, text }]) =>
    [`\n## ${title}\n`, HEAD, ...rows, ...(text.length > 0 ? ['', ...text] : [])].join('\n'),
  )
  return `${INTRODUCTION}${written.join('\n')}\n`
}
