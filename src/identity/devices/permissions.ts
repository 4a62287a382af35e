// Permissions to oversee devices, set the rule for them and decide about late work.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
device.oversee           personal   oversight       any       -       -            . . . . . . . . . . o o
device.rule              open       administration  any       -       -            . . . . . . . . . . . o
late.decide              sensitive  service         any       -       -            . . . o . o . . . . . .
`)
