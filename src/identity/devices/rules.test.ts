// Corrections and conflicts, with inputs and problems of real commands.
import { expect, test } from 'vitest'
import { conflictOf, corrected, settled, written } from './rules.ts'

const person = '01890a5d-ac96-774b-bcce-b302099a8057'
const edit = { id: person, base: 1, changes: { place: 'xa_01', called: 'Rosi' } }
const met = {
  code: 'person.changed_meanwhile',
  data: { version: 2, fields: [{ field: 'place', before: 'a', theirs: 'xa_01002', yours: 'xa_01' }] },
}

test('the values that a user entered are shown in their order, without ids and versions', () => {
  expect(written({ ...edit, contacts: [{ value: '300 555', safe: true }], count: 3 })).toEqual([
    { path: 'changes.place', value: 'xa_01' },
    { path: 'changes.called', value: 'Rosi' },
    { path: 'contacts.0.value', value: '300 555' },
    { path: 'count', value: 3 },
  ])
})

test('a correction changes one word and nothing else', () => {
  expect(corrected(edit, 'changes.called', 'Rosa')).toEqual({
    ...edit,
    changes: { place: 'xa_01', called: 'Rosa' },
  })
  expect(corrected({ list: [{ count: 1 }, { count: 2 }] }, 'list.1.count', '5')).toEqual({
    list: [{ count: 1 }, { count: 5 }],
  })
})

test('a conflict over fields is settled field by field, on the version there is now', () => {
  const conflict = conflictOf(met, edit)
  expect(conflict).toMatchObject({
    version: 2,
    fields: [{ field: 'place', yours: 'xa_01', theirs: 'xa_01002' }],
  })
  if (!conflict) throw new Error('no conflict')
  expect(settled(edit, conflict, new Set())).toEqual({ ...edit, base: 2 })
  expect(settled(edit, conflict, new Set(['place']))).toEqual({
    id: person,
    base: 2,
    changes: { called: 'Rosi' },
  })
  const only = { ...edit, changes: { place: 'xa_01' } }
  expect(settled(only, conflict, new Set(['place']))).toBeUndefined()
})

test('a conflict given as the current values is read from them', () => {
  const urgency = { person, id: person, base: 1, urgency: 'today' }
  const conflict = conflictOf(
    { code: 'need.changed_meanwhile', data: { version: 3, urgency: 'week', note: null } },
    urgency,
  )
  expect(conflict).toEqual({ version: 3, fields: [{ field: 'urgency', yours: 'today', theirs: 'week' }] })
  const contact = { person, id: person, base: 1, value: '300 555' }
  const standing = { contact: { id: person, version: 4, value: '301 555' }, yours: { value: '300 555' } }
  expect(conflictOf({ code: 'contact.changed_meanwhile', data: standing }, contact)).toEqual({
    version: 4,
    fields: [{ field: 'value', yours: '300 555', theirs: '301 555' }],
  })
})

test('of an edit whose fields are in its input, what did not clash is still sent', () => {
  const service = { id: person, base: 1, capacity: 20, about: 'Sin cita' }
  const conflict = conflictOf(
    {
      code: 'service.changed_meanwhile',
      data: { version: 2, fields: [{ field: 'capacity', yours: 20, theirs: 5 }] },
    },
    service,
  )
  if (!conflict) throw new Error('no conflict')
  expect(settled(service, conflict, new Set())).toEqual({ ...service, base: 2 })
  expect(settled(service, conflict, new Set(['capacity']))).toEqual({
    id: person,
    base: 2,
    about: 'Sin cita',
  })
  const { about: _about, ...only } = service
  expect(settled(only, conflict, new Set(['capacity']))).toBeUndefined()
})

test('any other problem is no conflict', () => {
  expect(conflictOf({ code: 'person.unknown' }, edit)).toBeUndefined()
  expect(conflictOf({ code: 'person.changed_meanwhile', data: {} }, edit)).toBeUndefined()
})
