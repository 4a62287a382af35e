// What the verbs of a role are about: the subjects under which an administrator finds them.
import { TABLE } from '../../../kernel/permission-table.ts'

export const SUBJECTS = [
  'people',
  'serving',
  'results',
  'consent',
  'confidential',
  'protection',
  'figures',
  'staff',
] as const
export type Subject = (typeof SUBJECTS)[number]

/** The subject of what a wing declares, and of folders in it that are about another. */
const OF: Readonly<Record<string, Subject>> = {
  serve: 'serving',
  'serve/caseload': 'people',
  'serve/duplicates': 'people',
  'serve/imports': 'people',
  'serve/record': 'people',
  fund: 'results',
  protect: 'protection',
  'protect/confidential': 'confidential',
  'protect/consent': 'consent',
  'protect/interpreters': 'consent',
  'protect/overrides': 'consent',
  'protect/own': 'consent',
  'protect/recordings': 'consent',
  understand: 'figures',
  identity: 'staff',
}

/** The folder that declares each verb is the heading above it in the table. */
const subjects = new Map<string, Subject>()
let folder = ''
for (const line of TABLE.split('\n')) {
  const [first = '', second = ''] = line.split(/\s+/u)
  if (first === '#') folder = second
  else subjects.set(first, OF[folder] ?? OF[folder.split('/')[0] ?? ''] ?? 'staff')
}

export const subjectOf = (verb: string): Subject => subjects.get(verb) ?? 'staff'
