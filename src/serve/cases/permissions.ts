// Who may work on needs, plans and cases.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
need.identify            sensitive  service         any       own     -            o o o o o . . . . . . .
case.read                sensitive  service         any       own     -            o o o o o . . . . . . .
case.plan                sensitive  service         any       own     carries      . o o o o . . . . . . .
case.supervise           sensitive  service         any       own     -            . . . o . o . . . . . .
case.close               sensitive  service         any       own     -            . . o o o . . . . . . .
`)
