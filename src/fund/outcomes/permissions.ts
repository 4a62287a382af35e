// Declares the verbs of claims: see them, attach evidence, submit to a verifier.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
outcome.read             personal   results         serving   own     -            . . o o o o . . . . . o
outcome.attach           sensitive  results         serving   own     -            . . o o o o . . . . . .
outcome.submit           sensitive  results         serving   own     -            . . . o o o . . . . . .
`)
