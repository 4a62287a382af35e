// Who may say a text of the pack aloud for the people of their organisation, and who confirms that it says the same.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
recording.make           open       service         any       -       -            o o o o o o . . . . . .
recording.confirm        open       administration  any       -       -            . . . o . o . . . . . o
`)
