// What the policies of a table add to the plan of a statement: expressions, evaluated with the row, never a
// function that is called for each; and no index that they keep from being used.
import { beforeAll, expect, test } from 'vitest'
import { beginAs } from '../src/platform/database/connect.ts'
import { testDatabase, type TestDatabase } from './harness/database.ts'
import { readBooks } from './statements/book.ts'

const actor = {
  organisation: '019a0000-0000-7000-8000-000000000001',
  user: '019a0000-0000-7000-8000-000000000002',
  scope: 'organisation',
} as const

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

/** The recorded statements that have a plan; the others set something. */
const recorded = readBooks().filter(({ text }) => /^(?:with|select|insert|update|delete)\b/iu.test(text))
const nameOf = ({ file, name }: { file: string; name: string }) => `${file} ${name}`

/** The plan of each, for any values of its parameters; undefined where the role of the application may not run it. */
async function plansOf(statements: readonly { text: string }[]): Promise<(string | undefined)[]> {
  const client = await database.appPool.connect()
  try {
    await client.query(beginAs(actor))
    // The tables are empty: an index is used wherever one can be.
    await client.query('set local enable_seqscan = off; set local enable_bitmapscan = off')
    // As a named statement has it; `explain (generic_plan)` exists from PostgreSQL 16 on.
    await client.query('set local plan_cache_mode = force_generic_plan')
    const plans: (string | undefined)[] = []
    for (const [at, { text }] of statements.entries()) {
      const values = new Set(text.match(/\$\d+/gu)).size
      const given = values > 0 ? `(${Array.from({ length: values }, () => 'null').join(', ')})` : ''
      await client.query('savepoint before')
      const plan = await client
        .query(`prepare explained_${at} as ${text}`)
        .then(() =>
          client.query<{ 'QUERY PLAN': string }>(
            `explain (verbose, costs off) execute explained_${at}${given}`,
          ),
        )
        .catch((error: Error & { code?: string }) => {
          if (error.code !== '42501') throw error
        })
      await client.query('rollback to before')
      plans.push(plan?.rows.map((row) => row['QUERY PLAN']).join('\n'))
    }
    return plans
  } finally {
    await client.query('rollback')
    // Not back to the pool: a statement that was prepared stays on its connection.
    client.release(true)
  }
}

/** The functions that policies and the views of a person use. PostgreSQL replaces a call by its expression only while each is plain SQL. */
const OF_POLICIES =
  /arraigo\.(?:visible|within|writable|at_work|shows|entrusted|behind_wall|none_behind_wall)\(/u

async function callingFunctions(): Promise<string[]> {
  const plans = await plansOf(recorded)
  return recorded.filter((_, at) => OF_POLICIES.test(plans[at] ?? '')).map(nameOf)
}

test('no statement calls a function of a policy for each row', async () => {
  expect(await callingFunctions()).toEqual([])
})

test('a function of a policy that is called for each row is noticed', async () => {
  await database.pool.query('alter function arraigo.within(uuid) set search_path = pg_catalog')
  try {
    expect(await callingFunctions()).toContain('src/serve/timeline/sql.ts accesses#1')
  } finally {
    await database.pool.query('alter function arraigo.within(uuid) reset search_path')
  }
})

test('search and timeline read each table by an index, with the policies on it', async () => {
  const read = recorded.filter(({ file }) =>
    /^src\/serve\/(?:record\/sql\/find|timeline\/sql)\.ts$/u.test(file),
  )
  expect(new Set(read.map(({ name }) => name))).toEqual(
    new Set([
      'caseload#1',
      'centresOf#1',
      'changedLast#1',
      'comparedPeople#1',
      'glimpses#1',
      'lastSeen#1',
      'readRarest#1',
      'sharingKeys#1',
      'soundingLike#1',
      'accesses#1',
      'shownOf#1',
      'timeline#1',
    ]),
  )
  const plans = await plansOf(read)
  for (const [at, plan = ''] of plans.entries()) {
    const scans = plan.split(/^(?= *-> )/mu).filter((node) => / on (?:public|read)\./u.test(node))
    expect(scans, nameOf(read[at]!)).not.toEqual([])
    for (const scan of scans)
      expect(scan, nameOf(read[at]!)).toMatch(
        /^.*Index (?:Only )?Scan (?:Backward )?using [\s\S]*Index Cond:/u,
      )
    // Whoever is found is found without reading a row that is not shown.
    for (const scan of scans.filter((one) => /public\.(?:name_word|match_key)/u.test(one)))
      expect(scan, nameOf(read[at]!)).toMatch(/Index Only Scan using .*_pkey[\s\S]*Index Cond: .*viewer = /u)
  }
})

/** Of each list of work about people: the table whose rows wait. */
const WAITING: Readonly<Record<string, string>> = {
  'src/fund/outcomes': 'claim',
  'src/fund/verification': 'claim',
  'src/protect/notices': 'consent_notice',
  'src/protect/overrides': 'consent_override',
  'src/protect/own': 'correction',
  'src/protect/retention': 'erasure_review',
  'src/serve/cases': 'plan_step',
  'src/serve/imports': 'import_run',
  'src/serve/record': 'duplicate_pair',
  'src/serve/referrals': 'referral',
}

test('what waits for somebody is read by an index of what waits, however much there is', async () => {
  const lists = recorded.flatMap((one) => {
    const table = WAITING[one.file.replace(/\/worklist\.ts$/u, '')]
    return table !== undefined && / limit \$\d+$/u.test(one.text) ? [{ ...one, table }] : []
  })
  expect(new Set(lists.map(({ file }) => file)).size).toBe(Object.keys(WAITING).length)
  const plans = await plansOf(lists)
  for (const [at, plan = ''] of plans.entries()) {
    const { table } = lists[at]!
    const [scan = ''] = plan
      .split(/^(?= *-> )/mu)
      .filter((node) => new RegExp(` on public\\.${table}\\b`, 'u').test(node))
    expect(scan, `${nameOf(lists[at]!)}\n${plan}`).toMatch(
      /Index (?:Only )?Scan (?:Backward )?using [\s\S]*Index Cond:/u,
    )
  }
})

/** The lists whose usual order an index has, and that index. */
const IN_ORDER: Readonly<Record<string, string>> = {
  'src/serve/services/sql.ts list#1': 'service_by_name',
  'src/fund/outcomes/sql.ts pageBy#1': 'claim_by_due',
  'src/fund/verification/sql.ts inbox#1': 'claim_verifier',
  'src/serve/imports/sql/runs.ts list#1': 'import_run_organisation',
}

test('no list is read by an offset, and a page of a long one is found in the order of an index', async () => {
  const lists = recorded.filter(({ text }) => / as key, /u.test(text))
  expect(lists.length).toBeGreaterThan(20)
  expect(lists.filter(({ text }) => /\boffset\b(?! 0\b)/iu.test(text)).map(nameOf)).toEqual([])
  // A page that goes on after a key, without a search.
  const pages = lists.filter((one) => nameOf(one) in IN_ORDER && !/bool_and/u.test(one.text))
  const plans = await plansOf(pages)
  const seen = new Set(
    pages.flatMap((one, at) => (plans[at]?.includes(IN_ORDER[nameOf(one)]!) ? [nameOf(one)] : [])),
  )
  expect([...seen].toSorted()).toEqual(Object.keys(IN_ORDER).toSorted())
})
