// Who may see figures: those who answer for the work, and those who steer it.
import { anyRole } from '../../kernel/actor.ts'

export const read = anyRole(
  'case_manager',
  'supervisor',
  'coordinator',
  'analyst',
  'administrator',
  'provider',
  'funder',
  'data_protection_officer',
)

/** The whole network's figures are for those who coordinate or study it; that they lead it is checked beside. */
export const readNetwork = anyRole('coordinator', 'analyst', 'administrator')
