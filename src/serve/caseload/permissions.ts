// The permission to take a list of people out as a file. It is given by two administrators: whoever holds it takes away
// at once what others see one by one.
import { declarePermissions } from '../../kernel/permission.ts'

export const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
person.export            sensitive  administration  serving   -       second       . . . . . o . . . . . .
`)
