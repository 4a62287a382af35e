// Who may judge claims, and read what was decided.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
verification.judge       sensitive  results         verifier  -       -            . . . . . . . . o . . .
verification.read        personal   results         any       -       -            . . o o o o . . o . . o
`)
