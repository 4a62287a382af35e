// Permissions to record what people allow.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
consent.record           personal   service         any       own     -            o o o o o . . . . . . .
consent.read             personal   service         any       own     -            o o o o o . . . . . w .
`)
