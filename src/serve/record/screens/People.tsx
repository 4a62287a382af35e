// Rows of people, with the reasons why each may be the person at the desk.
import type { ReactNode } from 'react'
import { Inline } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import type { Candidate, Glimpse } from '../operations.ts'
import { PeopleRows } from './PeopleRows.tsx'

const AGAINST = new Set([
  'different_document',
  'different_birth_date',
  'given_name_different',
  'surname_different',
  'different_sex',
])

export function People({
  label,
  people,
  actions,
}: {
  label: string
  people: readonly (Glimpse | Candidate)[]
  actions?: (person: Glimpse) => ReactNode
}) {
  return (
    <PeopleRows
      label={label}
      people={people}
      end={(person) => 'strength' in person && <Strength of={person} />}
    >
      {(person) => (
        <>
          {'reasons' in person && person.reasons.length > 0 && <Why of={person} />}
          {actions?.(person)}
        </>
      )}
    </PeopleRows>
  )
}

function Strength({ of }: { of: Candidate }) {
  const t = useMessages()
  if (of.strength === 'found') return null
  return (
    <StatusPill tone={of.strength === 'strong' ? 'now' : 'open'} icon="person">
      {t(`match.${of.strength}`)}
    </StatusPill>
  )
}

/** Nearly all that are found have it, and whoever searches sees it in the name: it tells no two apart. */
const PLAIN = 'name_has_words'

/** The reasons for a likeness, then those against it. */
export function Why({ of }: { of: Pick<Candidate, 'reasons'> }) {
  const t = useMessages()
  const telling = of.reasons.filter((reason) => reason !== PLAIN)
  if (telling.length === 0) return null
  const sorted = telling.toSorted((a, b) => Number(AGAINST.has(a)) - Number(AGAINST.has(b)))
  return (
    <Inline>
      {sorted.map((reason) => (
        <StatusPill key={reason} tone={AGAINST.has(reason) ? 'closed' : 'good'}>
          {t(`match.${reason}`)}
        </StatusPill>
      ))}
    </Inline>
  )
}
