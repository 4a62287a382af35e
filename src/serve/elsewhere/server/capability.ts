// Asks whether other organisations know a person, and lets them know where the person allows it. Who may be told is decided
// when it is written, never when it is asked, so that a silent record and none are the same work.
import { personUnknown } from '../../../kernel/problems.ts'
import { latestFirst, together, type Part } from '../../../kernel/same-person.ts'
import type { Id } from '../../../kernel/words.ts'
import {
  answer,
  job,
  listen,
  on,
  type Capability,
  type CommandContext,
  type Listener,
  type QueryContext,
} from '../../../platform/capability.ts'
import type { FactName } from '../../../kernel/fact.ts'
import type { Holding } from '../../../platform/holding.ts'
import { recordsNow } from '../../../platform/same-person.ts'
import { KNOWN_ELSEWHERE, missingConsent, withoutConsent } from '../../../protect/consent/operations.ts'
import { facts as consentFacts } from '../../../protect/consent/facts.ts'
import { decisionsAbout } from '../../../protect/consent/reads.ts'
import { namedByTheirWork } from '../../../protect/own/reads.ts'
import { personErased, takesIn } from '../../../protect/retention/facts.ts'
import { personMerged, personUnmerged } from '../../merges/facts.ts'
import { personFacts } from '../../record/facts.ts'
import { askElsewhere, listElsewhere, renewTokens, type ElsewhereAnswer } from '../operations.ts'
import * as policy from '../policy.ts'
import { elsewhereKeeperOnly, elsewhereTooOften } from '../problems.ts'
import { decisionsOn, PARTS_ASKED, partsFor, type Organisation } from '../rules/audience.ts'
import { tokenTexts, type TokenText } from '../rules/tokens.ts'
import * as sql from '../sql.ts'
import { dayOf, renew, secretsOf, tokenOf, writeTokens } from './tokens.ts'

/** Questions of one user in an hour, and of one organisation in a day: a busy desk, and too few to try a list of people. */
export const MOST_OF_USER = 20
export const MOST_OF_ORGANISATION = 200
const HOUR_S = 3600
/** Documents of one question: with more, one question would try a list of them. */
export const MOST_DOCUMENTS = 10

/** Questions and answers that are listed. */
const MOST_LISTED = 50
/** People computed anew in one transaction, and transactions of one run of the job. */
const AT_ONCE = 100
const STEPS = 100

async function refuseTooOften(ctx: CommandContext<FactName>): Promise<void> {
  const { organisation, user } = ctx.actor
  await sql.lockQuestions(ctx.tx, organisation)
  const since = (seconds: number) => new Date(Date.parse(ctx.receivedAt) - seconds * 1000).toISOString()
  const by = { organisation, user, day: since(24 * HOUR_S), hour: since(HOUR_S) }
  const asked = await sql.askedSince(ctx.tx, by)
  if (asked.ofOrganisation >= MOST_OF_ORGANISATION || asked.ofUser >= MOST_OF_USER)
    throw elsewhereTooOften({ retryAfter: HOUR_S })
}

/** The class of organisation that most of those who could be asked are of: whom the person is asked about first. */
function commonest(organisations: readonly Organisation[]): string {
  const counts = Map.groupBy(organisations, (one) => one.organisationClass)
  const serving = [...counts].filter(([one]) => one !== 'funder' && one !== 'verifier')
  return serving.toSorted(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))[0]?.[0] ?? 'cso'
}

/** What one question asks about: of these records, as many documents as anybody has, and their names. */
async function textsOf(ctx: CommandContext<FactName>, records: readonly Id[]) {
  const texts: (TokenText & { record: Id })[] = []
  for (const record of records) {
    const of = await sql.knownOf(ctx.tx, record)
    texts.push(...(of ? tokenTexts(of) : []).map((text) => ({ ...text, record })))
  }
  const documents = texts.filter(({ part }) => part === 'documents')
  return [...texts.filter(({ part }) => part !== 'documents'), ...documents.slice(0, MOST_DOCUMENTS)]
}

const answerOf = (known: boolean): ElsewhereAnswer => (known ? 'known' : 'not_known')

const asking = on(askElsewhere, {
  may: policy.ask,
  async run(ctx, { id, person }) {
    const { organisation, organisationClass, user } = ctx.actor
    const keeper = await sql.keeperOf(ctx.tx, person)
    if (keeper === undefined) throw personUnknown()
    if (keeper !== organisation) throw elsewhereKeeperOnly()
    const found = await ctx.asSystem(async () => {
      const records = await recordsNow(ctx.tx, person)
      const decisions = decisionsOn(await decisionsAbout(ctx.tx, records))
      const [everybody, unnamed] = [
        await sql.organisations(ctx.tx),
        new Set(await namedByTheirWork(ctx.tx, ctx.pack.pack)),
      ]
      const others = everybody.filter((one) => one.id !== organisation)
      const today = dayOf(ctx)
      const allowed = records.flatMap((record) => {
        const about = decisions.filter((one) => one.person === record)
        return others.map((one) => ({ ...one, record, parts: partsFor(about, one, today) }))
      })
      if (allowed.every(({ parts }) => parts.length === 0)) {
        const use = { person, purpose: KNOWN_ELSEWHERE, recipient: commonest(others) }
        throw withoutConsent(
          missingConsent(use, PARTS_ASKED, []) as NonNullable<ReturnType<typeof missingConsent>>,
        )
      }
      await refuseTooOften(ctx)
      // Before anything is looked for: a question that cannot be kept is none.
      await sql.addQuestion(ctx.tx, { person, id, organisation, by: user, at: ctx.receivedAt })
      const secrets = await secretsOf(ctx)
      const tokens = (await textsOf(ctx, records)).flatMap(({ record, part, text }) =>
        secrets.map((secret) => ({ record, part, token: tokenOf(secret, text) })),
      )
      // Services of which the name says why somebody is there are never asked, whatever they keep.
      const probes = allowed
        .filter((one) => !unnamed.has(one.id))
        .flatMap((one) =>
          tokens
            .filter(({ record, part }) => record === one.record && one.parts.includes(part))
            .flatMap(({ token }) =>
              [organisation, organisationClass].map((audience) => ({
                audience,
                organisation: one.id,
                token,
              })),
            ),
        )
      const matches = await sql.matching(ctx.tx, probes, today)
      if (matches.length > 0)
        await sql.addAnswers(ctx.tx, matches, {
          id: ctx.newId(),
          told: unnamed.has(organisation) ? null : organisation,
          at: ctx.receivedAt,
        })
      return matches.length > 0
    })
    await sql.answerQuestion(ctx.tx, { person, id, known: found })
    ctx.disclose([{ person, fields: [...PARTS_ASKED], purpose: KNOWN_ELSEWHERE }])
    return { answer: answerOf(found) }
  },
})

/** The items of all records, the latest first. */
function latest<Output, Item extends { readonly id: string }>(
  parts: readonly Part<Output>[],
  pick: (output: Output) => readonly Item[],
  at: (item: Item) => string,
): Item[] {
  return together(parts, pick, latestFirst(at)).slice(0, MOST_LISTED)
}

const listing = answer(listElsewhere, {
  may: policy.read,
  joining: {
    by: 'person',
    join: (parts) => ({
      questions: latest(
        parts,
        ({ questions }) => questions,
        ({ askedAt }) => askedAt,
      ),
      told: latest(
        parts,
        ({ told }) => told,
        ({ at }) => at,
      ),
    }),
  },
  async run(ctx, { person }) {
    if ((await sql.keeperOf(ctx.tx, person)) === undefined) throw personUnknown()
    const questions = await sql.questionsOf(ctx.tx, person, MOST_LISTED)
    const told = await sql.answersOf(ctx.tx, person, MOST_LISTED)
    ctx.disclose([{ person, fields: ['timeline'], purpose: 'record' }])
    return {
      questions: questions.map(({ known, ...one }) => ({ ...one, answer: answerOf(known) })),
      told: told.map(({ id, at, to }) => ({ id, at, to })),
    }
  },
})

const renewing = on(renewTokens, {
  may: policy.renew,
  run: async (ctx) => ({ ended: await renew(ctx, AT_ONCE) }),
})

/** For the person's own view: who was told that they are known. */
const held: readonly Holding[] = [
  {
    title: 'own.section.elsewhere',
    tables: ['known_answer'],
    async entries(ctx: QueryContext, person: Id) {
      return (await sql.answersOf(ctx.tx, person, MOST_LISTED)).map(({ at, told, to }) => ({
        names: [told],
        lines: [
          { label: 'own.label.organisation', value: to },
          { label: 'own.label.told', value: { at } },
        ],
      }))
    },
  },
]

/** Facts after which the tokens of a person are others, or others may be told. */
const changing = [
  ...consentFacts,
  ...personFacts.filter(({ kind }) =>
    ['person.changed', 'person.identifier_added', 'person.identifier_retired'].includes(kind),
  ),
  personMerged,
  personUnmerged,
]

export const capability: Capability = {
  name: 'elsewhere',
  handlers: [asking, listing, renewing],
  holds: held,
  holdsOrder: 95,
  heldOtherwise: {
    known_token: 'is made of names and documents, which the record says, where the person allows it',
    known_question: 'each question is a line of who saw the record',
  },
  listeners: [
    ...changing.map(({ kind }): Listener => ({
      kind,
      async run(ctx, { person, data }) {
        const { purpose = KNOWN_ELSEWHERE } = data
        if (person === undefined || purpose !== KNOWN_ELSEWHERE) return
        await ctx.asSystem(async () => {
          // A no on one record counts on those that it is merged with.
          for (const record of (await recordsNow(ctx.tx, person)).toSorted()) await writeTokens(ctx, record)
        })
      },
    })),
    listen(personErased, async (ctx, erased) => {
      if (!takesIn(erased, 'personal')) return
      await ctx.asSystem(async () => {
        await sql.lockTokens(ctx.tx, [erased.person])
        await sql.erase(ctx.tx, erased)
      })
    }),
  ],
  jobs: [
    job(
      'person.renew_known_tokens',
      async (ctx) => {
        for (let step = 0; step < STEPS; step++) if ((await ctx.execute(renewTokens, {})).ended) return
      },
      { cron: '37 * * * *' },
    ),
  ],
}
