// Who has a worklist, as the authorization test reads it; docs/authorization.md explains the letters and words.
import { onReferred, type PlainNumbers, type Subjects } from '../../../tests/authorization/subject.ts'

export const rows = `
Worklist                          F O C S P K N M V $ D A    own   shared  outsider
work.list                         F O C S P K N M V $ D A    yes   yes     none
`

export const subjects: Subjects = { 'work.list': onReferred(() => ({}), 'sent') }

export const plainNumbers: PlainNumbers = {
  'work.list': {
    'counts.count': 'whose lines the reader sees listed beside it',
    'counts.late': 'the same',
    'figures.plain': 'users, organisations, services, devices, or results that the reader sees listed',
  },
}
