// The permission to open centres.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
centre.open              open       administration  any       -       -            . . . . . o . . . . . o
`)
