// What questionnaires hold of a person, for the person's own view: question and answer, each with the part it
// belongs to.
import { choicesOf, type Pack, type Question, type TaxonomyName } from '../../../kernel/packs/pack.ts'
import type { Json } from '../../../kernel/problem.ts'
import { PlainDate } from '../../../kernel/time.ts'
import type { HeldValue, Holding } from '../../../platform/holding.ts'
import { getRelease } from '../../../platform/packs/packs.ts'
import { partsOf } from '../rules.ts'
import { ofPersons } from '../sql.ts'

function said(pack: Pack, question: Question, answer: Json): HeldValue | null {
  if (answer === null || answer === undefined) return null
  if (typeof answer === 'boolean') return { say: answer ? 'form.yes' : 'form.no' }
  if (Array.isArray(answer)) return answer.flatMap((one) => said(pack, question, one as Json) ?? [])
  if (typeof answer === 'number') return answer
  // A free text may contain anything, also something sensitive.
  if (question.kind === 'text') return { say: 'own.label.at_the_centre' }
  if (typeof answer !== 'string') return null
  if (question.kind === 'date') return PlainDate.safeParse(answer).success ? { on: answer } : answer
  if (!question.choices) return answer
  if ('taxonomy' in question.choices) return { code: answer, of: question.choices.taxonomy as TaxonomyName }
  const choice = choicesOf(pack, question).find(({ code }) => code === answer)
  return choice && !choice.protected ? { words: choice.label } : null
}

export const held: readonly Holding[] = [
  {
    title: 'own.section.answers',
    tables: ['characterization'],
    async entries(ctx, person) {
      const rows = await ofPersons(ctx.tx, [person])
      return await Promise.all(
        rows.map(async (row) => {
          const { pack } =
            row.pack_release === ctx.pack.id ? ctx.pack : await getRelease(ctx.tx, row.pack_release)
          const asked = pack.questionnaires.find(
            ({ code, version }) => code === row.questionnaire && version === row.version,
          )
          const questions = asked?.pages.flatMap((page) => page.questions) ?? []
          return {
            names: [row.organisation],
            parts: asked ? partsOf(asked) : [],
            lines: [
              { label: 'own.label.questionnaire', value: asked && { words: asked.title } },
              { label: 'own.label.noted', value: { at: row.answered_at } },
              ...questions.map((question) => ({
                label: question.label,
                value: said(pack, question, row.answers[question.name] as Json),
                part: question.fieldGroup,
              })),
            ],
          }
        }),
      )
    },
  },
]
