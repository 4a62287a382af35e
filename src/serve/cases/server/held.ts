// What cases hold of a person, for the person's own view: needs and plan, without the notes of staff.
import type { Coded, Holding } from '../../../platform/holding.ts'
import { workOf } from '../sql.ts'

/** The need itself and its domain: either may be sensitive. */
const matters = (need: { code: string; domain: string } | undefined): Coded[] =>
  need
    ? [
        { code: need.code, of: 'needs' },
        { code: need.domain, of: 'needDomains' },
      ]
    : []

export const held: readonly Holding[] = [
  {
    title: 'own.section.needs',
    tables: ['case_file', 'need'],
    async entries(ctx, person) {
      const { needs, files } = await workOf(ctx.tx, [person])
      return [
        ...needs.map((need) => ({
          touches: matters(need),
          lines: [
            { label: 'own.label.need', value: { code: need.code, of: 'needs' as const } },
            { label: 'own.label.noted', value: { on: need.identified_on } },
            { label: 'own.label.standing', value: need.ending && { say: `need.ending.${need.ending}` } },
          ],
        })),
        ...files.map((file) => ({
          names: [file.organisation],
          lines: [
            { label: 'own.label.case_opened', value: { at: file.opened_at } },
            { label: 'own.label.case_closed', value: file.closed_at && { at: file.closed_at } },
          ],
        })),
      ]
    },
  },
  {
    title: 'own.section.plan',
    tables: ['goal', 'plan_step'],
    async entries(ctx, person) {
      const { needs, goals, steps } = await workOf(ctx.tx, [person])
      return goals.map((goal) => {
        const need = needs.find(({ id }) => id === goal.need)
        // A goal without a need may be about anything, also something sensitive: only that there is a goal
        // is shown.
        const open = need !== undefined
        return {
          touches: matters(need),
          names: [goal.organisation],
          lines: [
            { label: 'own.label.goal', value: open ? goal.text : { say: 'own.label.at_the_centre' } },
            { label: 'own.label.noted', value: { on: goal.set_on } },
            { label: 'own.label.reached', value: goal.reached_on && { on: goal.reached_on } },
            { label: 'own.label.standing', value: goal.dropped_on && { say: 'plan.left' } },
            {
              label: 'own.label.steps',
              value: open ? steps.filter((step) => step.goal === goal.id).map(({ text }) => text) : null,
            },
          ],
        }
      })
    },
  },
]
