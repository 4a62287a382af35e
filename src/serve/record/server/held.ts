// What the record holds of a person, for the person's own view: contact points and document numbers are
// shortened, the place is left out.
import type { HeldField, Holding } from '../../../platform/holding.ts'
import type { Field, Person } from '../rules/shapes.ts'
import { findPeople } from '../sql/load.ts'
import { editsOf, sharesOf } from '../sql/held.ts'

/** Without the place: where the person lives now must not be readable to anyone who holds their phone. */
const SHOWN: readonly (readonly [Field, string?])[] = [
  ['called'],
  ['givenNames'],
  ['firstSurname'],
  ['secondSurname'],
  ['born'],
  ['sex'],
  ['languages'],
  ['reading'],
  ['readsIn'],
  ['needsInterpreter'],
  ['nationalities', 'status'],
  ['populationGroup', 'status'],
  ['migrationStatus', 'status'],
  ['gender', 'protection'],
  ['disability', 'health'],
]

const OF = {
  sex: 'sexes',
  languages: 'languages',
  readsIn: 'languages',
  nationalities: 'countries',
  populationGroup: 'populationGroups',
  migrationStatus: 'statuses',
  gender: 'genders',
  disability: 'disabilities',
} as const

function valueOf(person: Person, field: Field): HeldField['value'] {
  if (field === 'born') {
    if (person.born === null) return null
    if ('date' in person.born) return { on: person.born.date }
    return 'year' in person.born
      ? String(person.born.year)
      : { say: 'person.age', values: { years: person.born.age } }
  }
  const value = person[field]
  if (typeof value === 'string' && (field === 'reading' || field === 'needsInterpreter'))
    return { say: `person.${field}.${value}` }
  const of = OF[field as keyof typeof OF] as (typeof OF)[keyof typeof OF] | undefined
  if (value === null || value === undefined || of === undefined) return value
  return typeof value === 'string' ? { code: value, of } : value.map((code) => ({ code, of }))
}

const one = async (ctx: Parameters<Holding['entries']>[0], id: string) => (await findPeople(ctx, [id]))[0]

export const held: readonly Holding[] = [
  {
    title: 'own.section.identity',
    // The last two tables are search keys, with no information beyond the record.
    tables: ['person', 'person_edit', 'name_word', 'match_key'],
    async entries(ctx, id) {
      const person = await one(ctx, id)
      if (!person) return []
      const about = SHOWN.map(([field, part]) => ({
        label: `person.field.${field}`,
        value: valueOf(person, field),
        ...(part && { part }),
      }))
      return [
        { lines: [...about, { label: 'own.label.registered', value: { at: person.registeredAt } }] },
        ...(await editsOf(ctx.tx, id)).map((at) => ({
          lines: [{ label: 'own.label.changed', value: { at } }],
        })),
      ]
    },
  },
  {
    title: 'own.section.documents',
    tables: ['person_identifier', 'identifier_holder'],
    async entries(ctx, id) {
      return ((await one(ctx, id))?.identifiers ?? []).map(({ type, number, retired }) => ({
        touches: [{ code: type, of: 'identifierTypes' as const }],
        lines: [
          { label: 'own.label.document', value: { code: type, of: 'identifierTypes' as const } },
          { label: 'own.label.number', value: { ending: number } },
          { label: 'own.label.standing', value: retired === null ? null : { say: 'own.label.retired' } },
        ],
      }))
    },
  },
  {
    title: 'own.section.contacts',
    tables: ['person_contact'],
    async entries(ctx, id) {
      return ((await one(ctx, id))?.contacts ?? [])
        .filter(({ retired }) => !retired)
        .map(({ kind, value }) => ({
          lines: [
            { label: 'own.label.contact', value: { code: kind, of: 'contactKinds' as const } },
            { label: 'own.label.number', value: { ending: value } },
          ],
        }))
    },
  },
  {
    title: 'own.section.household',
    tables: ['household_member'],
    async entries(ctx, id) {
      const household = (await one(ctx, id))?.household
      if (!household) return []
      return [
        {
          lines: [
            { label: 'own.label.household', value: { say: 'own.label.lives_with' } },
            { label: 'own.label.relation', value: { code: household.relation, of: 'householdRoles' } },
          ],
        },
      ]
    },
  },
  {
    title: 'own.section.shares',
    tables: ['person_share'],
    async entries(ctx, id) {
      return (await sharesOf(ctx.tx, id)).map(({ recipient, name, since, parts }) => ({
        names: [recipient],
        lines: [
          { label: 'own.label.organisation', value: name },
          { label: 'own.label.since', value: { at: since } },
          { label: 'own.label.parts', value: parts.map((code) => ({ code, of: 'fieldGroups' as const })) },
        ],
      }))
    },
  },
]
