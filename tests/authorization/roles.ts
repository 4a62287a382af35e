// The columns of the authorization table: the roles, and the relations to a record.

/**
 * The roles in their order, each with a class of organisation in which it is held. A dot means that the role
 * is refused with its reason; its letter means that it is allowed.
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

/** The heading of a table's columns, after the title of the table. */
export const HEAD = `${ROLES.map(([letter]) => letter).join(' ')}    own   shared  outsider`
