// Who may change who works here.
import { anyone, anyRole } from '../../kernel/actor.ts'

export const administer = anyRole('administrator')
export const openCentre = anyRole('administrator', 'coordinator')
export const seeUsers = anyRole('administrator', 'coordinator', 'supervisor', 'data_protection_officer')
export const seeDirectory = anyone
export const chooseOwn = anyone
