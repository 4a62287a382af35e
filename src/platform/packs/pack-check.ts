// Checks a pack: every code exists, every text is there in every language, every condition can be evaluated,
// and the pack's own examples give the expected results.
import { join } from 'node:path'
import * as z from 'zod/mini'
import { EXAMPLE_STATES, type Pack } from '../../kernel/packs/pack.ts'
import { PlainDate } from '../../kernel/time.ts'
import type { FieldsOf } from '../../kernel/expression/expression.ts'
import { reviewPack } from './pack-review.ts'
import { PackError, readJson, type Finding } from './pack-file.ts'
import { jsonFiles, readPack, releaseOf } from './packs.ts'

/** An example in a pack: these facts and this evidence must give these outcomes and payments. */
export const PackTest = z.strictObject({
  name: z.string(),
  /** The date on which the outcomes are evaluated. */
  asOf: PlainDate,
  facts: z.array(
    z.strictObject({
      person: z.string(),
      kind: z.string(),
      occurredOn: PlainDate,
      data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      snapshot: z.optional(z.record(z.string(), z.string())),
    }),
  ),
  /** Types of evidence on file for a person's outcome. */
  evidence: z.array(z.strictObject({ person: z.string(), outcome: z.string(), types: z.array(z.string()) })),
  expect: z.strictObject({
    /** `on`: the day it was achieved, or the day it will be if nothing breaks it. */
    outcomes: z.array(
      z.strictObject({
        person: z.string(),
        outcome: z.string(),
        state: z.enum(EXAMPLE_STATES),
        on: z.optional(PlainDate),
      }),
    ),
    /**
     * What each rate card pays for a person when everything achieved is verified; the list must be complete.
     */
    payments: z.array(z.strictObject({ rateCard: z.string(), person: z.string(), amount: z.string() })),
  }),
})
export type PackTest = z.infer<typeof PackTest>
export type PackTestResult = PackTest['expect']

/** Functions of capabilities that the check needs and the platform may not import. */
export type PackRules = {
  fields: FieldsOf
  /** Computes outcomes and payments with the same rules as for real people. */
  evaluate(pack: Pack, test: PackTest): PackTestResult
}

/** Checks the pack in a folder; it may be loaded when the result is empty. */
export async function checkPack(
  folder: string,
  rules: PackRules,
): Promise<{ release: string | undefined; tests: number; findings: Finding[] }> {
  const findings: Finding[] = []
  try {
    const pack = await readPack(folder)
    findings.push(...reviewPack(pack, rules.fields))
    const names = await jsonFiles(join(folder, 'tests'))
    // Examples cannot be run on a pack with broken references.
    for (const name of findings.length === 0 ? names : [])
      findings.push(...(await runTest(pack, join(folder, 'tests', `${name}.json`), rules)))
    return { release: releaseOf(pack).id, tests: names.length, findings }
  } catch (error) {
    if (!(error instanceof PackError)) throw error
    return { release: undefined, tests: 0, findings: [...error.findings] }
  }
}

async function runTest(pack: Pack, path: string, rules: PackRules): Promise<Finding[]> {
  const parsed = z.safeParse(PackTest, await readJson(path))
  if (!parsed.success)
    return parsed.error.issues.map(({ path: at, message }) => ({ at: `${path} ${at.join('.')}`, message }))
  const test = parsed.data
  const result = rules.evaluate(pack, test)
  return [
    ...differences(test.expect.outcomes, result.outcomes).map((message) => ({ at: test.name, message })),
    ...differences(test.expect.payments, result.payments).map((message) => ({ at: test.name, message })),
  ]
}

/** Compares as sets: an outcome's `on` is compared only where the example states it. */
function differences(
  expected: readonly Record<string, unknown>[],
  found: readonly Record<string, unknown>[],
): string[] {
  const left = [...found]
  const missing = expected.filter((wanted) => {
    const index = left.findIndex((each) =>
      Object.entries(wanted).every(([key, value]) => each[key] === value),
    )
    if (index >= 0) left.splice(index, 1)
    return index < 0
  })
  return [
    ...missing.map((each) => `expected ${JSON.stringify(each)}, which did not come out`),
    ...left.map((each) => `came out without being expected: ${JSON.stringify(each)}`),
  ]
}
