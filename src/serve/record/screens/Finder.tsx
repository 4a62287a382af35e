// People in the command palette, found from two letters of a name.
import { useAsk } from '../../../kit/data.tsx'
import { Icon } from '../../../kit/Icon.tsx'
import { searchPeople } from '../operations.ts'
import { Recognise, useSpokenName } from './words.tsx'

export default function Finder({ text, onGo }: { text: string; onGo: () => void }) {
  const name = useSpokenName()
  const asked = useAsk(searchPeople, text.length < 2 ? null : { text }, { keep: true })
  if (text.length < 2 || !asked.data) return null
  return (
    <ul>
      {asked.data.people.slice(0, 6).map((person) => (
        <li key={person.id}>
          <a href={`/people/${person.id}`} onClick={onGo}>
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
