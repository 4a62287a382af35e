// The pack in force, asked like anything else: screens and phones take their choices and their words from it.
import * as z from 'zod/mini'
import { query } from './command.ts'
import { Pack } from './pack.ts'

export const getPack = query({
  name: 'pack.get',
  summary: 'The taxonomies, questionnaires and texts of the pack release in force.',
  reference: true,
  input: z.strictObject({}),
  output: z.object({ id: z.string(), pack: Pack }),
})
