// The permission to move an organisation behind the firewall, which ends all its access: one asks and another
// decides.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
firewall.decide          open       oversight       any       -       second       . . . . . . . . . . o o
`)
