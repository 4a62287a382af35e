// Permissions to see what the firewall refused, decide where status is asked, and keep the register of
// demands.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
firewall.read            open       oversight       any       -       -            . . . . . . . . . . o .
status_rule.set          open       administration  any       -       -            . . . . . o . . . . o o
demand.read              protected  oversight       any       -       -            . . . . . . . . . . o .
demand.decide            protected  oversight       any       -       second       . . . . . . . . . . o .
`)
