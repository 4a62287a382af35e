// The columns of the authorization table: the roles, and the relations to a record.

/**
 * The roles in their order, each with the class of organisation in which somebody would hold it. A dot means the role
 * is refused with its reason; its letter means it is let in.
 */
export const ROLES = [
  ['F', 'front_desk', 'garden'],
  ['O', 'orientation', 'garden'],
  ['C', 'case_manager', 'garden'],
  ['S', 'supervisor', 'garden'],
  ['P', 'provider', 'roots'],
  ['K', 'coordinator', 'garden'],
  ['N', 'analyst', 'garden'],
  ['M', 'communications', 'garden'],
  ['V', 'verifier', 'seal'],
  ['$', 'funder', 'purse'],
  ['D', 'data_protection_officer', 'garden'],
  ['A', 'administrator', 'garden'],
] as const

/** What the columns of a table are headed with, after the title of the table. */
export const HEAD = `${ROLES.map(([letter]) => letter).join(' ')}    own   shared  outsider`
