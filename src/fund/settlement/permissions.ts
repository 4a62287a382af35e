// Declares the verbs of settlement: sign contracts, record payments, issue and read statements.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
contract.sign            open       payment         any       -       -            . . . . . . . . . o . .
payment.record           open       payment         any       -       -            . . . . . . . . . o . .
statement.issue          personal   payment         serving   -       -            . . . . o o . . . . . o
statement.read           personal   payment         any       -       -            . . . o o o o . . o . o
`)
