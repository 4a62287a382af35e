// Handles the query for the active pack, which contains no personal data.
import { anyone } from '../../kernel/actor.ts'
import type { Expression } from '../../kernel/expression/expression.ts'
import { parse } from '../../kernel/expression/parse.ts'
import { answerFields, type Pack } from '../../kernel/packs/pack.ts'
import { getPack } from '../../kernel/packs/pack-query.ts'
import { answer, type Capability } from '../capability.ts'

export const packs: Capability = {
  name: 'packs',
  handlers: [
    answer(getPack, {
      may: anyone,
      run: async (ctx) => ({
        id: ctx.pack.id,
        pack: ctx.pack.pack,
        conditions: conditionsOf(ctx.pack.pack),
      }),
    }),
  ],
}

function conditionsOf({ questionnaires }: Pack): Record<string, Record<string, Expression>> {
  return Object.fromEntries(
    questionnaires.map((questionnaire) => {
      const fields = answerFields(questionnaire)
      const asking = questionnaire.pages.flatMap((page) => [page, ...page.questions])
      const texts = asking.flatMap((each) => [
        ...(each.relevant === undefined ? [] : [each.relevant]),
        ...('contradiction' in each && each.contradiction ? [each.contradiction.when] : []),
      ])
      return [
        questionnaire.code,
        Object.fromEntries(texts.map((text) => [text, parse(text, fields, 'boolean')])),
      ]
    }),
  )
}
