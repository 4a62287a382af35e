// Rows of people: each links to a record. What else stands on a row is of the list that draws it.
import type { ReactNode } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { List, ListRow } from '../../../kit/Layout.tsx'
import type { Glimpse } from '../operations.ts'
import { Recognise, useShownName } from './words.tsx'

export function PeopleRows<One extends Glimpse>({
  label,
  people,
  end,
  children,
}: {
  label: string
  people: readonly One[]
  end?: (person: One) => ReactNode
  children?: (person: One) => ReactNode
}) {
  const name = useShownName()
  return (
    <List label={label}>
      {people.map((person) => (
        <ListRow
          key={person.id}
          href={hrefTo('/people/:person', { person: person.id })}
          icon="person"
          title={name(person)}
          detail={<Recognise person={person} />}
          end={end?.(person)}
        >
          {children?.(person)}
        </ListRow>
      ))}
    </List>
  )
}
