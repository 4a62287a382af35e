// Who may belong to a household and who heads it.
import { expect, test } from 'vitest'
import { Problem } from '../../kernel/problem.ts'
import { join } from './rules.ts'

test('a household has one head and nobody twice', () => {
  const head = { person: 'a', relation: 'head', head: true }
  expect(() => join([head], [{ ...head, person: 'b' }])).toThrow(Problem)
  expect(() => join([head], [{ person: 'b', relation: 'head', head: false }])).toThrow(Problem)
  expect(() =>
    join(
      [],
      ['a', 'b'].map((person) => ({ person, relation: 'head', head: false })),
    ),
  ).toThrow(Problem)
  expect(() => join([head], [{ person: 'a', relation: 'child', head: false }])).toThrow(Problem)
  expect(join([head], [{ person: 'b', relation: 'child', head: false }])).toHaveLength(2)
})
