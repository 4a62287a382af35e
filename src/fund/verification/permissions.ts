// Declares the verbs of verification: judge claims, and read decisions.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
verification.judge       sensitive  results         verifier  -       -            . . . . . . . . o . . .
verification.read        personal   results         any       -       -            . . o o o o . . o . . o
`)
