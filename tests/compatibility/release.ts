// What a release is read by: the requests of people who print and compare, its packs, and its device's code.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { build } from 'vite'
import type { Composed } from '../../src/entry/server.ts'
import type { Id } from '../../src/kernel/words.ts'
import { readPack, releaseOf } from '../../src/platform/packs/packs.ts'
import { signedIn, type Keys } from './installation.ts'
import type { Reading } from './replay.ts'

export type Wanted = Omit<Reading, 'text'>[]

/**
 * What people print, download and compare: figures, statements, records, opened notes, and the disclosure
 * log.
 */
export async function readingsOf(app: Composed, keys: Keys, pool: pg.Pool, nilda: Id): Promise<Wanted> {
  const ask = (as: string, name: string, input: object = {}) => ({
    as,
    path: `/api/${name}?input=${encodeURIComponent(JSON.stringify(input))}`,
  })
  const fina = await signedIn(app, keys, 'fina')
  const listed = async (name: string, field: string) =>
    (await fina.get(`/api/${name}`)).body[field] as unknown as { id: Id }[]
  const [statements, contracts] = [
    await listed('statement.list', 'statements'),
    await listed('contract.list', 'contracts'),
  ]
  if (statements.length === 0) throw new Error('No statement was issued.')
  const { rows: notes } = await pool.query<{ person: Id }>(
    'select distinct person from sealed_note order by 1',
  )
  return [
    { as: 'julia', path: '/api/disclosures.csv' },
    ask('fina', 'statement.list'),
    ...statements.map(({ id }) => ask('fina', 'statement.get', { id })),
    ask('fina', 'contract.list'),
    ...contracts.map(({ id }) => ask('fina', 'ledger.get', { contract: id })),
    ask('clara', 'outcome.list'),
    ask('ines', 'report.overview', { scope: 'network' }),
    ask('clara', 'person.get', { id: nilda }),
    ask('clara', 'case.work', { person: nilda }),
    ask('clara', 'consent.list', { person: nilda }),
    ask('clara', 'referral.list', { side: 'sender' }),
    ...notes.map(({ person }) => ask('clara', 'note.list', { person })),
  ]
}

/** The device's code of today in one file that runs by itself. */
export async function bundled(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: true,
      lib: {
        entry: fileURLToPath(new URL('client.ts', import.meta.url)),
        formats: ['es'],
        fileName: 'client',
      },
      // What the device loads later, too.
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })
  const [{ output }] = (Array.isArray(result) ? result : [result]) as [{ output: { code?: string }[] }]
  const [{ code } = {}, ...others] = output
  if (code === undefined || others.length > 0) throw new Error('The code of the device is not one file.')
  return code
}

/** Every pack of the repository as its folder holds it, and the id it is released under. */
export async function packs() {
  const found: Record<string, { id: string; files: Record<string, string> }> = {}
  for (const path of globSync('packs/*/pack.json').sort()) {
    const [, name = ''] = path.split('/')
    const files = globSync(`packs/${name}/**/*.{json,svg}`).sort()
    found[name] = {
      id: releaseOf(await readPack(`packs/${name}`)).id,
      files: Object.fromEntries(
        files.map((one) => [one.slice(`packs/${name}/`.length), readFileSync(one, 'utf8')]),
      ),
    }
  }
  return found
}
