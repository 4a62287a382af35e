// Who may record and read services given.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
delivery.read            sensitive  service         any       own     -            o o o o o . . . . . . .
delivery.record          sensitive  service         any       own     -            o o o o o . . . . . . .
`)
