// Who may see who works here, change that, open centres and move organisations behind the firewall.
import { declarePermissions } from '../../kernel/permission.ts'

// Two people move an organisation behind the firewall, which ends all it has.
export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
user.administer          open       administration  any       -       administers  . . . . . . . . . . . o
user.read                open       administration  any       -       -            . . . o . o . . . . w o
centre.open              open       administration  any       -       -            . . . . . o . . . . . o
firewall.decide          open       oversight       any       -       second       . . . . . . . . . . o o
`)
