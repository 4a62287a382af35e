// Who may send, answer, read, close and count referrals.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
referral.read            sensitive  service         any       own     -            o o o o o . . . . . . .
referral.send            sensitive  service         any       own     -            o o o o o . . . . . . .
referral.close           sensitive  service         any       own     -            o o o o o . . . . . . .
referral.receive         sensitive  service         any       own     -            . o o o o . . . . . . .
referral.count           open       study           any       -       -            o o o o o o o . . . . .
`)
