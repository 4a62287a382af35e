// The fields of a form are typed by the operation's input: a name that it lacks does not compile.
import { expect, test } from 'vitest'
import type { InputOf } from '../../kernel/command.ts'
import type { registerPerson } from '../../serve/record/operations.ts'
import type { ProblemFields } from './form.ts'
import type { Names, NamesOf, ValueAt } from './names.ts'

type Input = InputOf<typeof registerPerson>

test('names of the input compile, others do not', () => {
  const names: Names<Input>[] = ['called', 'born.age', 'contacts.0.value']
  // @ts-expect-error the input has no such part
  names.push('nickname')
  // @ts-expect-error a contact has no such part
  names.push('contacts.0.colour')
  expect(names).toHaveLength(5)
})

test('a field takes only names whose value is of its kind', () => {
  const flags: NamesOf<Input, boolean>[] = ['askedElsewhere', 'contacts.0.safeToCall']
  // @ts-expect-error a name is no flag
  flags.push('called')
  const searched: NonNullable<ValueAt<Input, 'searched'>>[] = ['device']
  // @ts-expect-error not one of the choices
  searched.push('nowhere')
  expect([flags.length, searched.length]).toEqual([3, 2])
})

test('a problem is shown on a field only if the operation may return it', () => {
  const problems: ProblemFields<typeof registerPerson> = { 'person.born_in_future': 'born' }
  // @ts-expect-error the operation does not return it
  const others: ProblemFields<typeof registerPerson> = { 'need.ended': 'born' }
  // @ts-expect-error the input has no such part
  const elsewhere: ProblemFields<typeof registerPerson> = { 'contact.twice': 'phone' }
  expect([problems, others, elsewhere]).toHaveLength(3)
})
