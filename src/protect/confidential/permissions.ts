// Permissions to know of sealed notes, read and write them, open them in an emergency and review that.
import { declarePermissions } from '../../kernel/permission.ts'

// `break_glass.review` is a supervisor's and no separate duty: it refuses the opening that one made oneself.
export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
note.know                sensitive  service         serving   own     -            . o o o o . . . . . w .
note.seal                protected  service         serving   own     carries      . o o o o . . . . . . .
note.read                protected  service         serving   own     -            . . o o o . . . . . . .
confidant.assign         protected  service         serving   own     -            . . o o o . . . . . . .
break_glass.open         protected  service         serving   own     carries      . . o o o . . . . . . .
break_glass.review       protected  oversight       serving   -       -            . . . w . . . . . . w .
retelling.count          open       study           serving   -       -            . . . o . o . . . . w .
`)
