// People in the command palette, found from two letters of a name.
import { useEffect, useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { useAsk } from '../../../kit/data.tsx'
import { Icon } from '../../../kit/drawings/Icon.tsx'
import type { Finding } from '../../../kit/shell/Results.tsx'
import { searchPeople } from '../operations.ts'
import { Recognise, useShownName } from './words.tsx'

/** Fewest letters that are searched for, and most people that are shown. */
const FEWEST = 2
const MOST = 6

export default function Finder({ text, onGo, onFound }: Finding) {
  const name = useShownName()
  const isAsked = text.length >= FEWEST
  const asked = useAsk(searchPeople, isAsked ? { text } : null)
  // The answer to the text before stays in view while this one is on its way.
  const [shown, setShown] = useState(asked.data)
  if (asked.data && asked.data !== shown) setShown(asked.data)
  const people = isAsked && !asked.problem ? (shown?.people.slice(0, MOST) ?? []) : []
  const count = !isAsked || asked.problem ? 0 : asked.data && people.length
  useEffect(() => onFound(text, count), [onFound, text, count])
  return (
    <ul aria-busy={count === undefined}>
      {people.map((person) => (
        <li key={person.id}>
          <a href={hrefTo('/people/:person', { person: person.id })} onClick={onGo}>
            <Icon name="person" />
            <span>
              {name(person)}{' '}
              <span className="soft">
                <Recognise person={person} />
              </span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
