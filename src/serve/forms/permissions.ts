// Who may fill in questionnaires with a person and read the answers.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
characterization.read    sensitive  service         any       own     -            . o o o o . . . . . . .
characterization.record  sensitive  service         any       own     -            . o o o o . . . . . . .
`)
