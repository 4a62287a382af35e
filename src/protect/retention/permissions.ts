// Permissions to ask for an erasure and to decide on it.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
erasure.ask              personal   service         any       own     -            o o o o o o . . . . o .
erasure.decide           personal   oversight       any       -       watches      . . . . . . . . . . o .
`)
