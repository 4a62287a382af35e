// The names of the roles, without the schemas of permissions: the start of every page reads them.
/** The roles shipped with Arraigo; the columns of a declaration, in this order. */
export const ROLES = [
  'front_desk',
  'orientation',
  'case_manager',
  'supervisor',
  'provider',
  'coordinator',
  'analyst',
  'communications',
  'verifier',
  'funder',
  'data_protection_officer',
  'administrator',
] as const
export type Role = (typeof ROLES)[number]

export const isShipped = (role: string): role is Role => ROLES.some((one) => one === role)
