// Declares the verb of reports: see figures.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
report.read              open       study           any       -       -            . . o o o n n . . o w n
`)
