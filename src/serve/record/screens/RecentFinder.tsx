// In the command palette: the people whose records were opened lately.
import { useEffect } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Icon } from '../../../kit/drawings/Icon.tsx'
import { useAddress } from '../../../kit/route.tsx'
import type { Finding } from '../../../kit/shell/Results.tsx'
import { plain } from '../../../kit/letters.ts'
import { recentPeople } from './recent.ts'

export default function RecentFinder({ text, onGo, onFound }: Finding) {
  const { path } = useAddress()
  // Whoever is in view needs no way there.
  const found = recentPeople().filter(
    ({ id, name }) => !path.includes(id) && plain(name).includes(plain(text)),
  )
  const { length } = found
  useEffect(() => onFound(text, length), [onFound, text, length])
  return (
    <ul>
      {found.map(({ id, name }) => (
        <li key={id}>
          <a href={hrefTo('/people/:person', { person: id })} onClick={onGo}>
            <Icon name="clock" />
            {name}
          </a>
        </li>
      ))}
    </ul>
  )
}
