// The permission to confirm that what a notice names is no longer used.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
consent.acknowledge      personal   service         any       -       -            o o o o o o . . . . w .
`)
