// Permissions to see and change an organisation's users.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
user.administer          open       administration  any       -       administers  . . . . . . . . . . . o
user.read                open       administration  any       -       -            . . . o . o . . . . w o
`)
