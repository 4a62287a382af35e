// Records answers to the pack's questionnaires, each with the pack release in which it was asked.
import { parse } from '../../../kernel/expression/parse.ts'
import { answerFields } from '../../../kernel/packs/pack.ts'
import type { Json } from '../../../kernel/problem.ts'
import { personUnknown } from '../../../kernel/problems.ts'
import { answer, listen, on, type Capability } from '../../../platform/capability.ts'
import { latestFirst, together } from '../../../kernel/same-person.ts'
import { keptBack } from '../../../protect/consent/operations.ts'
import { personErased, takesIn } from '../../../protect/retention/facts.ts'
import { personFacts } from '../../record/facts.ts'
import { requireBorn } from '../../record/operations.ts'
import { listCharacterizations, recordCharacterization, type Characterization } from '../operations.ts'
import { personCharacterized } from '../facts.ts'
import * as policy from '../policy.ts'
import { answerInvalid, answerMissing, questionnaireUnknown } from '../problems.ts'
import * as rules from '../rules.ts'
import { held } from './held.ts'
import * as sql from '../sql.ts'

export const capability: Capability = {
  name: 'forms',
  facts: [personCharacterized],
  handlers: [
    on(recordCharacterization, {
      may: policy.record,
      async run(ctx, input) {
        const { pack } = ctx.pack
        const questionnaire = pack.questionnaires.find(
          (each) => each.code === input.questionnaire && each.version === input.version,
        )
        if (!questionnaire) throw questionnaireUnknown({ questionnaire: input.questionnaire })
        const fields = answerFields(questionnaire)
        const understood = (condition: string) => parse(condition, fields, 'boolean')
        const flaws = rules.flaws(pack, questionnaire, input.answers, understood)
        if (flaws.length > 0) {
          const kind = flaws.every((flaw) => flaw.reason === 'missing') ? answerMissing : answerInvalid
          throw kind({ answers: flaws })
        }
        if (!(await sql.seesPerson(ctx.tx, input.person))) throw personUnknown()
        const asked = rules.askedQuestions(questionnaire, input.answers, understood)
        const days = rules.daysOf(asked, input.answers)
        const toCome = days.filter(({ on }) => on > ctx.today)
        if (toCome.length > 0)
          throw answerInvalid({
            answers: toCome.map(({ question }) => ({ question, reason: 'out_of_range' })),
          })
        if (days.length > 0) {
          const born = await sql.bornOn(ctx.tx, input.person)
          for (const { on } of days) requireBorn(born, on)
        }
        await sql.insert(ctx.tx, {
          person: input.person,
          id: input.id,
          organisation: ctx.actor.organisation,
          questionnaire: questionnaire.code,
          version: questionnaire.version,
          pack_release: ctx.pack.id,
          answers: input.answers,
          answered_at: ctx.occurredAt,
          answered_by: ctx.actor.user,
          field_groups: rules.partsOf(questionnaire, input.answers),
        })
        await ctx.asSystem(() => sql.shareAnswers(ctx.tx, input.person))
        ctx.record('person.characterized', {
          person: input.person,
          data: {
            characterization: input.id,
            questionnaire: questionnaire.code,
            version: questionnaire.version,
          },
        })
        return { answered: Object.values(input.answers).filter((value) => value !== null).length }
      },
    }),
    answer(listCharacterizations, {
      may: policy.read,
      joining: {
        by: 'person',
        join: ([kept, ...more], besides) => ({
          characterizations: together(
            [kept, ...more, ...besides],
            ({ characterizations }) => characterizations,
            latestFirst(({ answeredAt }) => answeredAt),
          ),
          withheld: kept.output.withheld,
        }),
      },
      async run(ctx, { person, questionnaire }) {
        const rows = await sql.ofPersons(ctx.tx, [person], questionnaire)
        const { questionnaires } = ctx.pack.pack
        const asked = questionnaires.filter(({ code }) => !questionnaire || code === questionnaire)
        const wanted = [...new Set(asked.flatMap((each) => rules.partsOf(each)))].sort()
        const of = { person, recipient: ctx.actor.organisation }
        const withheld = keptBack(of, wanted, (await sql.shownOf(ctx.tx, person)) ?? null, rows.length === 0)
        if (rows.length > 0) ctx.disclose([{ person, fields: ['characterization'], purpose: 'care' }])
        return { characterizations: rows.map((row) => shown(row, ctx.actor)), withheld }
      },
    }),
  ],
  listeners: [
    ...personFacts
      .filter(({ kind }) => kind === 'person.shared' || kind === 'person.sharing_stopped')
      .map((turn) => listen(turn, (ctx, { person }) => ctx.asSystem(() => sql.shareAnswers(ctx.tx, person)))),
    listen(personErased, async (ctx, erased) => {
      if (takesIn(erased, 'personal')) await ctx.asSystem(() => sql.closeAnswers(ctx.tx, erased))
      if (takesIn(erased, 'sensitive')) await ctx.asSystem(() => sql.erase(ctx.tx, erased))
    }),
  ],
  holds: held,
  holdsOrder: 30,
  replica: {
    name: 'forms',
    // The last answers of each questionnaire, so that the next one starts from them without a network.
    async documents(ctx, persons) {
      const documents = new Map<string, Json>()
      if (policy.read(ctx.actor) !== true) return documents
      for (const row of await sql.ofPersons(ctx.tx, persons)) {
        const known = (documents.get(row.person) ?? {}) as Record<string, Json>
        if (!Object.hasOwn(known, row.questionnaire))
          documents.set(row.person, { ...known, [row.questionnaire]: shown(row, ctx.actor) as Json })
      }
      return documents
    },
  },
}

function shown(
  row: sql.CharacterizationRow & { asked_by: string },
  { organisation }: { organisation: string },
): Characterization {
  return {
    id: row.id,
    questionnaire: row.questionnaire,
    version: row.version,
    packRelease: row.pack_release,
    answers: row.answers,
    answeredAt: row.answered_at,
    askedBy: row.organisation === organisation ? null : row.asked_by,
  }
}
