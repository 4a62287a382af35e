// Random worlds, each played twice: with what other organisations keep and may not say, and without. Whoever asks sees the same
// transcript, and the database does the same for it.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { plain, watchWork } from '../../../tests/harness/database-work.ts'
import { EVERY_ROLE, testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Id } from '../../kernel/words.ts'
import { giveConsent, refuseConsent } from '../../protect/consent/operations.ts'
import { addIdentifier, registerPerson, searchPeople } from '../record/operations.ts'
import { askElsewhere, listElsewhere, renewTokens } from './operations.ts'

let network: TestNetwork
let bruno: Actor

beforeAll(async () => {
  network = await testNetwork()
  bruno = await network.join('Bruno', 'roots', EVERY_ROLE)
})

/** Of a few people, so that those who are hidden and those who are asked about are often the same. */
const person = fc.nat(2)
const decision = fc.record({
  yes: fc.boolean(),
  to: fc.constantFrom('cso', 'company', 'international', 'fence'),
})
/** What another organisation keeps: only decisions that leave the garden, which is public, out. */
const hidden = fc.array(fc.record({ person, decisions: fc.array(decision, { maxLength: 3 }) }), {
  minLength: 1,
  maxLength: 3,
})
const step = fc.oneof(
  fc.record({ does: fc.constant('ask' as const), person }),
  fc.record({ does: fc.constant('list' as const), person }),
  fc.record({ does: fc.constant('search' as const), person }),
  fc.record({ does: fc.constant('document' as const), person }),
  fc.record({ does: fc.constant('no' as const), person }),
  fc.record({ does: fc.constant('renew' as const), person }),
)
const script = fc.array(step, { minLength: 4, maxLength: 10 })

let worlds = 0

/** People of one world, who are in no other. */
function cast() {
  const world = ++worlds
  return [0, 1, 2].map((at) => ({
    givenNames: 'Noelia Inés',
    firstSurname: `Aroca${'bcdfgklmnpt'[world % 11]}${'aeiou'[world % 5]}`,
    secondSurname: 'Mendoza',
    born: { date: `19${60 + ((world * 3 + at) % 39)}-03-1${at}` },
    number: String(40_000_000 + world * 10 + at),
  }))
}

async function register({ number, ...one }: ReturnType<typeof cast>[number], by: Actor): Promise<Id> {
  const [id, identifier] = [network.newId(), network.newId()]
  const identifiers = [{ id: identifier, type: 'library_card', country: 'xa', number }]
  await network.execute(registerPerson, { id, searched: 'device', ...one, identifiers }, by)
  return id
}

async function decide(of: Id, { yes, to }: { yes: boolean; to: string }, by: Actor): Promise<void> {
  const recipient = to === 'fence' ? network.organisations.fence : (to as 'cso')
  const fieldGroups = ['identity', 'documents']
  const about = { id: network.newId(), person: of, purpose: 'known_elsewhere', recipient, fieldGroups }
  const read = { textVersion: 'known_v1', locale: 'es' as const }
  if (yes) await network.execute(giveConsent, { ...about, ...read, how: 'signature' }, by)
  else await network.execute(refuseConsent, { ...about, ...read }, by)
}

test('a transcript is the same whether records that may not answer are there or not', async () => {
  const watch = watchWork(network.database)
  await fc.assert(
    fc.asyncProperty(hidden, script, async (kept, steps) => {
      const transcripts: unknown[] = []
      for (const isThere of [true, false]) {
        const people = cast()
        // Those who are not there are other people: so many records are kept either way.
        const strangers = cast()
        for (const one of kept) {
          const there = await register((isThere ? people : strangers)[one.person] as never, bruno)
          for (const each of one.decisions) await decide(there, each, bruno)
        }
        transcripts.push(await played(people, steps, watch))
      }
      expect(transcripts[0]).toEqual(transcripts[1])
    }),
    { numRuns: 12, seed: 21 },
  )
})

async function played(
  people: ReturnType<typeof cast>,
  steps: readonly { does: string; person: number }[],
  watch: ReturnType<typeof watchWork>,
) {
  const { ana } = network.actors
  // Of an hour of its own, so that no limit of the world before counts.
  network.clock.advance(2)
  const here: Id[] = []
  for (const one of people) {
    const id = await register(one, ana)
    await decide(id, { yes: true, to: 'cso' }, ana)
    here.push(id)
  }
  const transcript: unknown[] = []
  for (const { does, person: at } of steps) {
    const [id, one] = [here[at] as Id, people[at]]
    const { result, statements } = await watch(async () => {
      try {
        if (does === 'ask')
          return await network.execute(askElsewhere, { id: network.newId(), person: id }, ana)
        if (does === 'list') return await network.ask(listElsewhere, { person: id }, ana)
        if (does === 'no') return await decide(id, { yes: false, to: 'cso' }, ana)
        if (does === 'search')
          return (await network.ask(searchPeople, { text: one?.number ?? '' }, ana)).people.length
        if (does === 'renew') return await network.execute(renewTokens, {}, { ...ana, scope: 'system' })
        const added = { id: network.newId(), type: 'library_card', country: 'xa', number: `${one?.number}7` }
        return await network.execute(addIdentifier, { person: id, ...added }, ana)
      } catch (error) {
        if (error instanceof Problem) return error.code
        throw error
      }
    })
    // Only questions: of a change, the work also depends on how many people of this organisation look alike.
    const work = ['ask', 'list'].includes(does) ? statements : []
    transcript.push([does, at, plain(JSON.stringify(result ?? null)), work])
  }
  return transcript
}
