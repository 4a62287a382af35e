// The permission to read the disclosure log.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
disclosure.oversee       personal   oversight       any       -       watches      . . . . . . . . . . o .
`)
