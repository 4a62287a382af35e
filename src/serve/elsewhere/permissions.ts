// Who may ask other organisations whether they know a person.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
person.ask_elsewhere     personal   service         any       own     -            o o o o . o . . . . . .
`)
