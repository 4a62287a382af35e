// Sends requests generated from the API's document to the auth routes: each answers or refuses with a code
// that it declares.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { signInWorld, type SignInWorld } from '../harness/visitor.ts'
import { authRoutes, inputSchema, promisedCodes } from './document.ts'
import { shaped, invalid } from './inputs.ts'

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 10)

let world: SignInWorld
beforeAll(async () => {
  world = await signInWorld()
})

test.each([...authRoutes])(
  'the route %s answers or refuses with a code it declares',
  async (name, operation) => {
    const schema = inputSchema(operation)
    const ids = { known: [world.network.centre, ...Object.values(world.network.organisations)] }
    const inputs = fc.oneof(
      { weight: 1, arbitrary: shaped(schema, ids) },
      { weight: 2, arbitrary: invalid(schema, ids) },
    )
    const signedIn = await world.signedIn((await world.somebody()).email)
    await fc.assert(
      fc.asyncProperty(inputs, fc.boolean(), async (input, inside) => {
        // A lock would answer instead of the route.
        await world.pool.query('delete from auth.attempt')
        const one = inside ? signedIn : world.browser()
        const { status, body } = await one.post(name, input as object)
        if (status !== 200) expect(promisedCodes(operation), JSON.stringify(body)).toContain(body.code)
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
  },
)
