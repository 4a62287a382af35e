// Who may register people, find them, read and change their records, and decide on likenesses.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
person.register          personal   service         any       -       -            o o o o o o . . . . . .
person.search            personal   service         any       own     -            o o o o o o . . . . . .
person.read              personal   service         any       own     -            o o o o o o . . . . w .
person.change            personal   service         any       own     -            o o o o o o . . . . . .
duplicate.decide         personal   service         any       -       -            o o o o . o . . . . . .
`)
