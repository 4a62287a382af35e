// Who may keep files and open them; what else the platform asks for is declared by the capability it belongs to.
import { declarePermissions } from '../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
attachment.bring         sensitive  service         any       own     -            o o o o o o . . . . . .
attachment.open          sensitive  service         any       own     -            o o o o o o . . o . w w
`)
