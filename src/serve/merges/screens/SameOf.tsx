// From the comparison of records to where two of them become one: the earlier record is kept.
import { hrefTo } from '../../../kernel/paths.ts'
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { spokenName, type Glimpse } from '../../record/operations.ts'

type Pair = { person: string; other: string }

export default function SameOf({ people, pairs }: { people: readonly Glimpse[]; pairs: readonly Pair[] }) {
  const t = useMessages()
  const nameOf = (id: string) => {
    const found = people.find((one) => one.id === id)
    return (found && spokenName(found)) ?? t('person.no_name')
  }
  const label = ({ person, other }: Pair) =>
    pairs.length === 1
      ? t('duplicate.same')
      : `${t('duplicate.same')}: ${t('duplicate.pair', { one: nameOf(other), other: nameOf(person) })}`
  return (
    <Actions>
      {pairs.map((pair) => (
        <LinkButton
          key={`${pair.person}${pair.other}`}
          href={hrefTo('/people/:person', { person: pair.other }, { tab: 'merges', other: pair.person })}
        >
          {label(pair)}
        </LinkButton>
      ))}
    </Actions>
  )
}
