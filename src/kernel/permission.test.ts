// A verb is declared in full or not at all, and a policy asks only for what is declared and in force.
import { expect, test } from 'vitest'
import { verb } from './actor.ts'
import { declarePermissions, HEADING } from './permission.ts'
import { getVerb } from './roles.ts'

const LINE = 'bed.water     open  service  any  own  -  o n w . . . . . . . . .'
const declare = (...lines: string[]) => declarePermissions([HEADING, ...lines].join('\n'))

test('a line says what a verb is and who holds it', () => {
  const permissions = declarePermissions(`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
# garden
bed.water                open       service         serving   own     carries      o n w . . . . . . . . .
`)
  expect(permissions['bed.water']).toMatchObject({ class: 'open', narrows: true, duty: 'carries' })
  expect([...permissions['bed.water'].held]).toEqual([
    ['front_desk', { verb: 'bed.water', scope: 'organisation', class: 'open', purpose: 'service' }],
    ['orientation', { verb: 'bed.water', scope: 'network', class: 'open', purpose: 'service' }],
    ['case_manager', { verb: 'bed.water', scope: 'organisation', class: 'open', purpose: 'oversight' }],
  ])
  // @ts-expect-error it declares no such verb
  expect(permissions['bed.dig']).toBeUndefined()
})

test.each([
  ['a role too few', LINE.replace(/ \.$/u, '')],
  ['a role too many', `${LINE} .`],
  ['a cell that is none', LINE.replace('o n', 'o x')],
  ['no such class', LINE.replace('open', 'secret')],
  ['no such purpose', LINE.replace('service', 'profit')],
  ['no such organisations', LINE.replace('any', 'all')],
  ['no such width', LINE.replace('own', 'team')],
  ['no such duty', LINE.replace('  -  ', '  rules  ')],
  ['no verb', LINE.replace('bed.water', 'water')],
])('%s is refused', (_what, line) => {
  expect(Object.keys(declare(LINE))).toEqual(['bed.water'])
  expect(() => declare(line)).toThrow('Not the declaration')
})

test('columns of other roles, and a verb declared twice, are refused', () => {
  expect(() => declarePermissions(LINE)).toThrow('columns')
  expect(() => declarePermissions(`${HEADING.replace('F O', 'O F')}\n${LINE}`)).toThrow('columns')
  expect(() => declare(LINE, LINE)).toThrow('twice')
})

test('a policy that asks for what is not in force as declared does not load', () => {
  const read = getVerb('person.read')
  expect(verb(read).permission).toBe(read)
  expect(() => verb({ ...read, line: `${read.line} o` })).toThrow('npm run manifest')
  const [strange] = Object.values(declare(LINE))
  expect(() => verb(strange as never)).toThrow('bed.water is not in force')
  // @ts-expect-error no folder declares it
  expect(getVerb('person.sell')).toBeUndefined()
})
