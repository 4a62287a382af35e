// What links between records come to, and which of what was recorded has to be assigned.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOf, recordsOf } from '../../../kernel/same-person.ts'
import { laterItems, type Recorded } from './later.ts'
import { sameOf, type Link } from './same.ts'

const PEOPLE = ['a', 'b', 'c', 'd', 'e']
const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString()

const link = (person: string, other: string, minute: number, undone: number | null = null): Link => ({
  person,
  other,
  mergedAt: at(minute),
  undoneAt: undone === null ? null : at(undone),
  assigned: {},
})

/** Merges and undoes as the command does: of two records, those under which each is shown are joined. */
const steps = fc.array(
  fc.oneof(
    fc.record({ merge: fc.tuple(fc.constantFrom(...PEOPLE), fc.constantFrom(...PEOPLE)) }),
    fc.record({ undo: fc.nat(10) }),
  ),
  { maxLength: 20 },
)
type Step = { merge: [string, string] } | { undo: number }

function play(taken: readonly Step[]): Link[] {
  let links: Link[] = []
  for (const [minute, step] of taken.entries()) {
    if ('merge' in step) {
      const same = sameOf(links)
      const [kept, merged] = step.merge.map((one) => same.get(one)?.kept ?? one) as [string, string]
      if (kept !== merged) links = [...links, link(kept, merged, minute)]
    } else {
      const standing = links.filter(({ undoneAt }) => undoneAt === null)
      const undone = standing[step.undo % Math.max(standing.length, 1)]
      links = links.map((one) => (one === undone ? { ...one, undoneAt: at(minute) } : one))
    }
  }
  return links
}

describe('links', () => {
  test('a chain is one person, shown under the first; undone in the middle it is two', () => {
    const chain = [link('a', 'b', 1), link('b', 'c', 0), link('c', 'd', 0)]
    expect(sameOf(chain).get('d')).toMatchObject({ kept: 'a', people: ['a', 'b', 'c', 'd'], since: at(1) })
    const cut = sameOf([link('a', 'b', 1), link('b', 'c', 0, 2), link('c', 'd', 0)])
    expect(cut.get('b')).toMatchObject({ kept: 'a', people: ['a', 'b'] })
    expect(cut.get('d')).toMatchObject({ kept: 'c', people: ['c', 'd'] })
  })

  test('what was assigned at an undo counts for both records, and the last word on it', () => {
    const moved = (undone: number, to: string): Link => ({
      ...link('a', 'b', undone - 1, undone),
      assigned: { item: { from: 'a', to } },
    })
    const same = sameOf([moved(2, 'b')])
    const [one, other] = [same.get('a'), same.get('b')]
    expect([one && isOf(one, 'a', 'item'), one && recordsOf(one)]).toEqual([false, ['a']])
    expect([other && isOf(other, 'a', 'item'), other && recordsOf(other)]).toEqual([true, ['b', 'a']])
    // Of the other record nothing else is read under this one.
    expect(other && isOf(other, 'a', 'another')).toBe(false)
    expect(sameOf([moved(2, 'b'), moved(4, 'a')]).get('b')).toBeUndefined()
  })

  test('in any order: everybody is in one group, and each group agrees on who is in it', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const same = sameOf(play(taken as Step[]))
        for (const [person, is] of same) {
          if (!is) continue
          expect(is.people).toContain(person)
          expect(is.people).toContain(is.kept)
          for (const one of is.people) expect(same.get(one)).toEqual(is)
        }
      }),
    )
  })

  test('in any order: once all are undone nothing is left of them', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const links = play(taken as Step[])
        const all = links.map((one) => ({ ...one, undoneAt: one.undoneAt ?? at(50) }))
        expect([...sameOf(all).values()].filter((one) => one !== undefined)).toEqual([])
      }),
    )
  })

  test('a merge and its undo leave what held before, whatever else was merged', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom(...PEOPLE), fc.constantFrom(...PEOPLE), (taken, one, other) => {
        const links = play(taken as Step[])
        const before = sameOf(links)
        const [kept, merged] = [one, other].map((each) => before.get(each)?.kept ?? each) as [string, string]
        if (kept === merged) return
        const after = sameOf([...links, link(kept, merged, 51, 52)])
        for (const person of PEOPLE) expect(after.get(person)).toEqual(before.get(person))
      }),
    )
  })
})

describe('what came later', () => {
  const fact = (id: string, kind: string, data: Record<string, unknown>): Recorded => ({
    id,
    person: 'a',
    kind,
    occurredOn: '2026-03-02',
    data,
  })
  const merged = fact('2', 'person.merged', { merge: 'm', with: 'b', kept: true })

  test('is each thing once, without what began before and what describes the person', () => {
    const facts = [
      fact('1', 'need.identified', { need: 'before', code: 'plot' }),
      merged,
      fact('3', 'need.met', { need: 'before', code: 'plot' }),
      fact('4', 'need.identified', { need: 'after', code: 'seedlings' }),
      fact('5', 'need.met', { need: 'after', code: 'seedlings' }),
      fact('6', 'person.changed', { fields: ['called'] }),
      fact('7', 'service.delivered', { delivery: 'given', service: 's', kind: 'plot_loan' }),
      fact('8', 'milestone.recorded', { milestone: 'first_harvest' }),
      fact('9', 'person.identifier_added', { type: 'library_card', identifier: 'document' }),
      // Of an earlier release, which did not say which.
      fact('10', 'person.contact_added', { kind: 'phone' }),
      fact('11', 'household.member_added', { household: 'home', relation: 'child', head: false }),
    ]
    expect(laterItems(facts, 'm').map(({ item, code }) => [item, code])).toEqual([
      ['after', 'seedlings'],
      ['given', 'plot_loan'],
      ['8', 'first_harvest'],
      ['document', 'library_card'],
      ['home', null],
    ])
  })
})
