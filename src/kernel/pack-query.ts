// The pack in force, asked like anything else: screens and phones take their choices and their words from it.
import * as z from 'zod/mini'
import { query } from './command.ts'
import { Pack } from './pack.ts'

/** Written by the server's own parser; a screen only hands it to the evaluator. */
const Understood = z.object({ text: z.string(), type: z.string(), root: z.unknown() })

export const getPack = query({
  name: 'pack.get',
  summary: 'The taxonomies, questionnaires and texts of the pack release in force.',
  reference: true,
  input: z.strictObject({}),
  output: z.object({
    id: z.string(),
    pack: Pack,
    /** What decides whether a question is asked, by questionnaire and text, understood already: a phone needs no parser. */
    conditions: z.record(z.string(), z.record(z.string(), Understood)),
  }),
})
