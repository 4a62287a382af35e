// Clusters are the connected parts of what is alike, whatever the order in which pairs come.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clustersOf, isAfter } from './clusters.ts'

const edge = fc.record({
  person: fc.constantFrom(...'abcdefghij'),
  other: fc.constantFrom(...'abcdefghij'),
  noticed_at: fc.constantFrom('2026-03-01T10:00:00Z', '2026-03-02T10:00:00Z', '2026-03-03T10:00:00Z'),
})

test('pairs are in one cluster exactly when people lead from one to the other', () => {
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 20 }), (edges) => {
      const clusters = clustersOf(edges)
      expect(clusters.flatMap(({ pairs }) => pairs)).toHaveLength(edges.length)
      const peopleOf = clusters.map(
        ({ pairs }) => new Set(pairs.flatMap(({ person, other }) => [person, other])),
      )
      for (const [at, people] of peopleOf.entries()) {
        // Nobody is in two of them, and within one everybody is reached from anybody.
        for (const other of peopleOf.slice(at + 1))
          expect([...people].filter((one) => other.has(one))).toEqual([])
        const reached = new Set([...people].slice(0, 1))
        for (let before = -1; before !== reached.size;) {
          before = reached.size
          for (const { person, other } of clusters[at]?.pairs ?? [])
            if (reached.has(person) || reached.has(other)) reached.add(person).add(other)
        }
        expect(reached).toEqual(people)
        expect([...people].toSorted().at(-1)).toBe(clusters[at]?.id)
      }
    }),
  )
})

test('pages that go on after the last cluster hold each cluster once', () => {
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 20 }), fc.integer({ min: 1, max: 3 }), (edges, size) => {
      const all = clustersOf(edges)
      const read = []
      for (let rest = all; rest.length > 0;) {
        const page = rest.slice(0, size)
        read.push(...page)
        rest = clustersOf(edges).filter((one) => isAfter(one, page.at(-1)!))
      }
      expect(read.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
    }),
  )
})
