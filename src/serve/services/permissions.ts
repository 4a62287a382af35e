// Who may change what an organisation offers.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
service.offer            open       administration  any       -       -            . . . o o o . . . . . o
`)
