// Permissions to ask for, decide and review overrides of what people allow.
import { declarePermissions } from '../../kernel/permission.ts'

// `override.decide` is a supervisor's and no separate duty: it refuses the override that one asked for
// oneself.
export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
override.ask             sensitive  service         any       own     carries      . o o o o . . . . . . .
override.decide          sensitive  oversight       any       -       -            . . . o . o . . . . o .
override.review          sensitive  oversight       any       -       watches      . . . . . . . . . . o .
override.read            sensitive  service         any       -       -            . o o o o o . . . . w .
`)
