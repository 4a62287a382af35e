// Ids of one kind where another is meant: each id in an input that works is replaced by that of a household, an
// organisation, a service, a user, or a person whom the sender may not see. No fact names a person, a household or
// an organisation that is none, none is about a hidden person, and nothing of them is told.
import type { Actor } from '../../../src/kernel/actor.ts'
import type { Id } from '../../../src/kernel/words.ts'
import { formHousehold } from '../../../src/serve/households/operations.ts'
import { registerPerson } from '../../../src/serve/record/operations.ts'
import { subjects } from '../../authorization/declared.ts'
import { person, world, type World } from '../../authorization/world.ts'
import { paths, replaced, type Path } from '../../fuzz/inputs.ts'
import { everyAddress } from '../addresses.ts'
import type { Kind } from './kind.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}$/u
const at = (input: unknown, path: Path) =>
  path.reduce<unknown>((now, key) => (now as Record<string, unknown> | undefined)?.[key], input)

/** Facts whose subject is not what its kind says. */
const WRONG = `
  select f.kind || ' is about ' || f.subject_kind || ' ' || f.subject as wrong from fact f where case f.subject_kind
    when 'person' then not exists (select from person p where p.person = f.subject)
    when 'household' then not exists (select from household h where h.household = f.subject)
    when 'organisation' then not exists (select from organisation o where o.id = f.subject)
    else true end`
/** Facts about a person that somebody else than their keeper recorded. */
const ABOUT = `select kind || ' by ' || organisation as wrong from read.person_fact where person = $1 and actor <> $2`

/** Somebody whom a sender may not see, in a household of their own. */
async function hide({ id, run }: World, by: Actor): Promise<{ person: Id; household: Id }> {
  const [hidden, household] = [id(), id()]
  await run(by, registerPerson, { id: hidden, searched: 'file', called: `Oculta ${hidden.slice(-6)}` })
  await run(by, formHousehold, {
    id: household,
    members: [{ person: hidden, relation: 'head', head: true }],
  })
  return { person: hidden, household }
}

export const kind: Kind = {
  name: 'forged-subjects',
  async attack(network, rounds) {
    const fixture = await world(network)
    const { send } = await everyAddress(network)
    const leaks: string[] = []
    let attempts = 0
    const mine = await person(fixture)
    const { rosa, eve } = fixture
    const { ana } = network.actors
    /** Rosa with roles that reach her own people only, to whom those of Ana are hidden. */
    const narrow = { ...rosa, grants: rosa.grants.map((grant) => ({ ...grant, scope: 'own' as const })) }
    const senders = [
      { name: 'everybody', sender: rosa, hider: eve, hidden: await hide(fixture, eve) },
      { name: 'own people', sender: narrow, hider: ana, hidden: await hide(fixture, ana) },
    ]
    const rows = async (text: string, values: unknown[] = []) =>
      (await network.database.pool.query<{ wrong: string }>(text, values)).rows.map(({ wrong }) => wrong)

    for (const [name, subject] of Object.entries(subjects)) {
      const { own } = subject.who(fixture)
      for (const { name: reach, sender, hider, hidden } of senders) {
        if (own.user !== rosa.user && sender !== rosa) continue
        const by = own.user === rosa.user ? sender : own
        const others = [hidden.household, mine.household, by.organisation, fixture.service, by.user]
        const { input } = await subject.make(fixture)
        const places = paths(input).filter((path) => UUID.test(String(at(input, path))))
        for (const place of places) {
          const turn = others[attempts % others.length] ?? mine.household
          for (const other of [hidden.person, ...(rounds > 1 ? others : [turn])]) {
            attempts++
            const given = replaced(input, place, other)
            const { status, text } = await send(by, `/api/${name}`, {
              method: 'POST',
              body: JSON.stringify(given),
            })
            const what = `${name} ${place.join('.')} of a sender who sees ${reach}`
            if (status >= 500) leaks.push(`${what} answered ${status}`)
            if (text.includes('Oculta')) leaks.push(`${what} told of a hidden person: ${text.slice(0, 200)}`)
            if (status !== 200) continue
            const about = await rows(ABOUT, [hidden.person, hider.user])
            for (const wrong of [...(await rows(WRONG)), ...about]) leaks.push(`${what}: ${wrong}`)
            if (leaks.length > 20) return { attempts, leaks }
          }
        }
      }
    }
    return { attempts, leaks }
  },
}
