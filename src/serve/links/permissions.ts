// Who may link a record with that of another keeper, and undo it.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
person.link              personal   service         any       own     -            . . . o . o . . . . . .
`)
