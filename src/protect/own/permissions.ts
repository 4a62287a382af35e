// Permissions to give people codes for their own view, and to answer their corrections.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
own_code.make            personal   service         serving   own     -            o o o o o o . . . . o .
correction.answer        personal   service         serving   own     -            . . o o o o . . . . o .
`)
