// Links two records of two keepers once both agree, and undoes it: each keeper has a row of its own and learns only that the
// other serves the same person.
import { personUnknown } from '../../kernel/problems.ts'
import { latestFirst, together } from '../../kernel/same-person.ts'
import { dateIn } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import {
  answer,
  listen,
  on,
  type Capability,
  type CommandContext,
  type Listener,
  type QueryContext,
} from '../../platform/capability.ts'
import type { Holding } from '../../platform/holding.ts'
import { facts as consentFacts } from '../../protect/consent/facts.ts'
import {
  allowedGroups,
  missingConsent,
  present,
  SHARING,
  withoutConsent,
} from '../../protect/consent/operations.ts'
import { decisionsAbout, lockConsent } from '../../protect/consent/reads.ts'
import { namedByTheirWork } from '../../protect/own/reads.ts'
import { personErased, takesIn } from '../../protect/retention/facts.ts'
import { linkFacts } from './facts.ts'
import { answerLink, endLink, listLinks, proposeLink, type Link } from './operations.ts'
import * as policy from './policy.ts'
import {
  linkAlready,
  linkAnswered,
  linkErasureOpen,
  linkKeeperOnly,
  linkNotOffered,
  linkOneKeeper,
  linkOver,
  linkUnknown,
} from './problems.ts'
import * as sql from './sql.ts'

/** What a yes to sharing with the other organisation must take in at least, for it to be told that the person is served here. */
const PART = 'identity'
/** Why it stands in the disclosure log. */
const PURPOSE = 'record_link'
const MOST_LISTED = 50

type Around = Pick<QueryContext, 'tx' | 'receivedAt' | 'actor' | 'pack'>
type Kind = (typeof linkFacts)[number]['kind']

/**
 * Whether the person lets the keeper of this record tell the other that they are served here; by their own words, so that
 * no override opens it. As the system.
 */
async function allows({ tx, receivedAt, actor }: Around, person: Id, to: Id): Promise<boolean> {
  const organisationClass = (await sql.openOrganisations(tx, [to])).get(to)
  if (organisationClass === undefined) return false
  const own = (await decisionsAbout(tx, [person])).filter(
    ({ purpose, said }) => purpose === SHARING && said !== 'override',
  )
  const use = { purpose: SHARING, organisation: to, organisationClass }
  return allowedGroups(own, use, present(dateIn(receivedAt, actor.timeZone))).has(PART)
}

/** @throws `consent.missing` where the person does not let the other keeper be told. As the system. */
async function requireYes(ctx: Around, person: Id, recipient: Id): Promise<void> {
  if (await allows(ctx, person, recipient)) return
  const missing = missingConsent({ person, purpose: SHARING, recipient }, [PART], [])
  if (missing) throw withoutConsent(missing)
}

/** @throws `link.not_offered` where one is closed, behind the firewall, or named by its protected work. As the system. */
async function requireTakingPart({ tx, pack }: Around, organisations: readonly Id[]): Promise<void> {
  const [open, named] = [
    await sql.openOrganisations(tx, organisations),
    await namedByTheirWork(tx, pack.pack),
  ]
  if (organisations.some((one) => !open.has(one) || named.includes(one))) throw linkNotOffered()
}

/** Locks what both people decided, in one order, so that nobody is told on a yes that ends meanwhile. */
async function lockConsents({ tx }: Around, people: readonly Id[]): Promise<void> {
  for (const person of people.toSorted()) await lockConsent(tx, person)
}

/** For each keeper on its own record. */
function tell(ctx: CommandContext<Kind>, kind: Kind, side: sql.Side): void {
  const { id: link, person, organisation, other, otherOrganisation } = side
  ctx.record(kind, { person, organisation, data: { link, with: otherOrganisation } })
  if (other !== null)
    ctx.record(kind, { person: other, organisation: otherOrganisation, data: { link, with: organisation } })
}

/** What the other is told by it. */
const disclose = (ctx: CommandContext, { person, otherOrganisation: recipient }: sql.Side) =>
  ctx.disclose([{ person, fields: [PART], purpose: PURPOSE, recipient }])

const proposing = on(proposeLink, {
  may: policy.link,
  async run(ctx, { id, person, other, because }) {
    const { organisation, user } = ctx.actor
    const keepers = await sql.keepers(ctx.tx, [person, other])
    const [ours, otherOrganisation] = [keepers.get(person), keepers.get(other)]
    if (ours === undefined || otherOrganisation === undefined) throw personUnknown()
    if (ours !== organisation) throw linkKeeperOnly()
    if (otherOrganisation === organisation) throw linkOneKeeper()
    const side = { id, person, organisation, other, otherOrganisation }
    await ctx.asSystem(async () => {
      await lockConsents(ctx, [person, other])
      await requireTakingPart(ctx, [organisation, otherOrganisation])
      if (await sql.isErasureOpen(ctx.tx, person)) throw linkErasureOpen()
      if (await sql.areOpen(ctx.tx, person, other)) throw linkAlready()
      await requireYes(ctx, person, otherOrganisation)
      await sql.insert(ctx.tx, side, { user, because, at: ctx.receivedAt })
    })
    const proposed = { ...side, proposer: true, state: 'proposed' } as const
    tell(ctx, 'person.link_proposed', proposed)
    disclose(ctx, proposed)
    return {}
  },
})

/** @throws `link.unknown` of one that this organisation has no side of */
async function lockedSide(ctx: CommandContext, person: Id, id: Id): Promise<sql.Side> {
  await sql.lockLink(ctx.tx, id)
  const side = await sql.find(ctx.tx, person, id)
  if (side?.organisation !== ctx.actor.organisation) throw linkUnknown()
  return side
}

const answering = on(answerLink, {
  may: policy.link,
  async run(ctx, { id, person, agrees, because }) {
    const side = await lockedSide(ctx, person, id)
    if (side.proposer) throw linkUnknown()
    const { other, organisation, otherOrganisation } = side
    if (side.state !== 'proposed' || other === null) throw linkAnswered()
    const { user } = ctx.actor
    const at = ctx.receivedAt
    const state = agrees ? 'linked' : 'declined'
    await ctx.asSystem(async () => {
      if (agrees) {
        await lockConsents(ctx, [person, other])
        await requireTakingPart(ctx, [organisation, otherOrganisation])
        if (await sql.isErasureOpen(ctx.tx, person)) throw linkErasureOpen()
        await requireYes(ctx, person, otherOrganisation)
        // Nothing is said of why the other side may not go on.
        if (!(await allows(ctx, other, organisation))) throw linkNotOffered()
      }
      await sql.keepAnswer(ctx.tx, side, state, { user, because, at })
      await sql.keepAnswer(ctx.tx, { person: other, id }, state, { user: null, because: null, at })
    })
    tell(ctx, agrees ? 'person.linked' : 'person.link_declined', side)
    if (agrees) disclose(ctx, side)
    return {}
  },
})

/** Ends both sides of a link that stands, or of one that waits for an answer. */
async function close(
  ctx: CommandContext<Kind>,
  side: sql.Side,
  by: { user: Id; because: string } | undefined,
) {
  const state = side.state === 'linked' ? 'ended' : 'withdrawn'
  const at = ctx.receivedAt
  await ctx.asSystem(async () => {
    await sql.end(ctx.tx, side, state, { user: by?.user ?? null, because: by?.because ?? null, at })
    if (side.other !== null)
      await sql.end(ctx.tx, { person: side.other, id: side.id }, state, { user: null, because: null, at })
  })
  tell(ctx, state === 'ended' ? 'person.unlinked' : 'person.link_withdrawn', side)
}

const ending = on(endLink, {
  may: policy.link,
  async run(ctx, { id, person, because }) {
    const side = await lockedSide(ctx, person, id)
    // Whoever was asked declines instead.
    const isTheirs = side.state === 'linked' || (side.state === 'proposed' && side.proposer)
    if (!isTheirs) throw linkOver()
    await close(ctx, side, { user: ctx.actor.user, because })
    return {}
  },
})

const listing = answer(listLinks, {
  may: policy.read,
  joining: {
    by: 'person',
    join: (parts) => ({
      links: together(
        parts,
        ({ links }) => links,
        latestFirst(({ proposedAt }) => proposedAt),
      ),
    }),
  },
  async run(ctx, { person }) {
    if (!(await sql.keepers(ctx.tx, [person])).has(person)) throw personUnknown()
    const rows = await sql.linksOf(ctx.tx, person, MOST_LISTED)
    const seen = await sql.keepers(
      ctx.tx,
      rows.flatMap(({ other }) => other ?? []),
    )
    const links: Link[] = []
    for (const row of rows) links.push(await shown(ctx, row, seen))
    ctx.disclose([
      { person, fields: ['timeline'], purpose: 'record' },
      // Of a record that the reader may open, that it is of the same person.
      ...links.flatMap(({ opens }) =>
        opens === null ? [] : [{ person: opens, fields: [PART], purpose: 'record' }],
      ),
    ])
    return { links }
  },
})

async function shown(ctx: QueryContext, row: sql.LinkRow, seen: ReadonlyMap<string, Id>): Promise<Link> {
  const { id, person, organisation, other, otherOrganisation, state } = row
  const counts = async (from: Id, to: Id) => await ctx.asSystem(() => allows(ctx, from, to))
  const suspended =
    state === 'linked' &&
    other !== null &&
    !((await counts(person, otherOrganisation)) && (await counts(other, organisation)))
  return {
    id,
    person,
    with: { id: otherOrganisation, name: row.name },
    proposedBy: row.proposer ? 'us' : 'them',
    state,
    suspended,
    opens: other !== null && seen.has(other) ? other : null,
    proposedAt: row.proposedAt,
    answeredAt: row.answeredAt,
    endedAt: row.endedAt,
    said: [
      ...(row.because === null ? [] : [{ by: row.decidedName, because: row.because }]),
      ...(row.endedBecause === null ? [] : [{ by: row.endedName, because: row.endedBecause }]),
    ],
  }
}

/** For the person's own view: who else was told that they are served here. */
const held: readonly Holding[] = [
  {
    title: 'own.section.links',
    tables: ['record_link'],
    async entries(ctx: QueryContext, person: Id) {
      return (await sql.linksOf(ctx.tx, person, MOST_LISTED)).map((row) => ({
        names: [row.otherOrganisation],
        lines: [
          { label: 'own.label.organisation', value: row.name },
          { label: 'own.label.link_state', value: { say: `link.state.${row.state}` } },
          { label: 'own.label.told', value: { at: row.proposedAt } },
        ],
      }))
    },
  },
]

export const capability: Capability = {
  name: 'links',
  facts: [...linkFacts],
  handlers: [proposing, answering, ending, listing],
  holds: held,
  holdsOrder: 96,
  constraints: { record_link_open: linkAlready, record_link_pkey: linkAlready },
  closing: async (ctx, organisation) => {
    for (const side of await ctx.asSystem(() => sql.openOfOrganisation(ctx.tx, organisation)))
      await close(ctx as CommandContext<Kind>, side, undefined)
  },
  listeners: [
    // A no ends for good what rested on the yes; one on another record with which this is merged only suspends it.
    ...consentFacts.map(({ kind }): Listener => ({
      kind,
      async run(ctx, { person, data }) {
        if (person === undefined || data['purpose'] !== SHARING) return
        const closed = await ctx.asSystem(async () => {
          const sides: sql.Side[] = []
          for (const side of await sql.openOf(ctx.tx, person))
            // Whoever was only asked needs no yes yet.
            if (side.state === 'linked' || side.proposer)
              if (!(await allows(ctx, person, side.otherOrganisation))) sides.push(side)
          return sides
        })
        for (const side of closed) await close(ctx, side, undefined)
      },
    })),
    listen(personErased, async (ctx, erased) => {
      if (!takesIn(erased, 'personal')) return
      const { person } = erased
      for (const side of await ctx.asSystem(() => sql.openOf(ctx.tx, person))) {
        const { other, organisation, otherOrganisation } = side
        if (other === null) continue
        // Of the erased record nothing more is recorded.
        const theirs = { organisation: otherOrganisation, otherOrganisation: organisation }
        await close(ctx, { ...side, ...theirs, person: other, other: null }, undefined)
      }
      await ctx.asSystem(async () => await sql.erase(ctx.tx, person, await sql.allOf(ctx.tx, person)))
    }),
  ],
}
