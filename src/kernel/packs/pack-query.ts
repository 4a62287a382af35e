// The query for the active pack, from which screens and devices take their choices and texts.
import * as z from 'zod/mini'
import { query } from '../command.ts'
import { Pack } from './pack.ts'

/** A parsed expression, made by the server's parser; a screen only passes it to the evaluator. */
const Understood = z.object({ text: z.string(), type: z.string(), root: z.unknown() })

export const getPack = query({
  name: 'pack.get',
  summary: 'The taxonomies, questionnaires and texts of the pack release in force.',
  reference: true,
  input: z.strictObject({}),
  output: z.object({
    id: z.string(),
    pack: Pack,
    /**
     * The parsed conditions of questions, by questionnaire and text of the condition: a device needs no
     * parser.
     */
    conditions: z.record(z.string(), z.record(z.string(), Understood)),
  }),
})
