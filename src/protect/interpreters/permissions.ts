// Who may keep the list of interpreters, read it, and call one for a person.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
interpreter.keep         open       administration  any       -       -            . . . o o o . . . . . o
interpreter.read         open       service         any       -       -            o o o o o o . . . . . o
interpreter.call         personal   service         any       own     -            o o o o o o . . . . . .
`)
