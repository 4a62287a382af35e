// Rows a second of an import into a register that grows: files of the same size one after another, as the job takes
// them in. What each row costs must not depend on how many people there are already.
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { compose } from '../../src/entry/server.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { csvFile } from '../../src/kernel/csv.ts'
import { grantsOf } from '../../src/kernel/roles.ts'
import { startCluster } from '../../src/platform/database/cluster.ts'
import { asOwner, connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { reading } from '../../src/platform/ask.ts'
import { execute } from '../../src/platform/execute.ts'
import { loadPack } from '../../src/platform/packs/packs.ts'
import { noteImport, type Mapping } from '../../src/serve/imports/operations.ts'
import { bring } from '../../src/serve/imports/policy.ts'
import { importRows } from '../../src/serve/imports/server/import-rows.ts'
import { registered } from '../../src/serve/imports/sql/runs.ts'
import { inventPerson, seeded } from '../harness/names.ts'
import { profiling, startProfile } from './report/profile.ts'

const FILES = Number(process.env['IMPORT_FILES'] ?? 3)
const ROWS = Number(process.env['IMPORT_ROWS'] ?? 22_000)
const SEED = 20260311

const actor: Actor = {
  user: uuidv7(),
  name: 'Sol',
  organisation: uuidv7(),
  organisationName: 'Huerta del Barrio',
  organisationClass: 'public',
  roles: ['supervisor'],
  grants: grantsOf(['supervisor']),
  locale: 'es',
  timeZone: 'America/Bogota',
  scope: 'organisation',
}

const mapping: Mapping = {
  source: 'Vecinos',
  dates: 'ymd',
  documentType: 'library_card',
  columns: [
    { column: 'Nombres', target: 'given_names' },
    { column: 'Apellido 1', target: 'first_surname' },
    { column: 'Apellido 2', target: 'second_surname' },
    { column: 'Nacimiento', target: 'birth_date' },
    { column: 'Sexo', target: 'sex' },
    { column: 'Documento', target: 'document_number' },
    { column: 'Celular', target: 'phone' },
  ],
}

function register(chance: () => number): string {
  const rows = Array.from({ length: ROWS }, () => {
    const { givenNames, firstSurname, secondSurname, born, sex, identifiers, phones } = inventPerson(chance)
    const date = born && 'date' in born ? born.date : ''
    return [
      givenNames,
      firstSurname,
      secondSurname ?? '',
      date,
      sex,
      identifiers[0]?.number ?? '',
      phones[0] ?? '',
    ]
  })
  return csvFile([mapping.columns.map(({ column }) => column), ...rows])
}

const folder = await mkdtemp(join(tmpdir(), 'arraigo-import-'))
await chmod(folder, 0o711)
const cluster = await startCluster({ folder, log: () => {}, settings: profiling })
const pool = connect({ ...cluster.connection, max: 4 })
try {
  await migrate(pool)
  await loadPack(asOwner(pool), 'packs/huerta')
  const { app } = await compose({
    pool,
    origin: 'http://localhost',
    secret: 'only for measuring, long enough',
    log: () => {},
  })
  const chance = seeded(SEED)
  const path = join(folder, 'register.csv')
  const { pack } = app.packs.active()
  let people = 0
  for (let file = 1; file <= FILES; file++) {
    await writeFile(path, register(chance))
    const told = await startProfile(pool)
    const started = performance.now()
    let counts = { imported: 0, known: 0, refused: 0 }
    await importRows({
      path,
      mapping,
      pack,
      organisation: actor.organisation,
      today: '2026-11-29',
      before: { mappings: [], days: [] },
      registered: (orders) => reading(app, actor, noteImport.name, ({ tx }) => registered(tx, orders), bring),
      execute: (order) => execute(app, actor, order),
      async report({ imported, known, refused }) {
        counts = { imported, known, refused }
        return true
      },
    })
    const seconds = (performance.now() - started) / 1000
    const before = people
    people += counts.imported
    process.stdout.write(
      `${JSON.stringify({
        bench: 'import.100k',
        unit: 'rows/s',
        value: Math.round(ROWS / seconds),
        file,
        rows: ROWS,
        ...counts,
        people_before: before,
        database: await told(ROWS),
      })}\n`,
    )
  }
} finally {
  await pool.end()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}
