// Who may import a register.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
import.bring             personal   administration  any       -       -            . . . o . o . . . . . o
`)
