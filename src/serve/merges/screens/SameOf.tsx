// From the comparison of records to where two of them become one: the earlier record is kept. Whoever may not is told who may.
import { hrefTo } from '../../../kernel/paths.ts'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useWhoMay } from '../../../kit/who-may.ts'
import { spokenName, type Glimpse } from '../../record/operations.ts'
import * as policy from '../policy.ts'

type Pair = { person: string; other: string }

export default function SameOf({ people, pairs }: { people: readonly Glimpse[]; pairs: readonly Pair[] }) {
  const t = useMessages()
  const barred = useWhoMay(policy.merge)
  const nameOf = (id: string) => {
    const found = people.find((one) => one.id === id)
    return (found && spokenName(found)) ?? t('person.no_name')
  }
  const label = ({ person, other }: Pair) =>
    pairs.length === 1
      ? t('duplicate.same')
      : `${t('duplicate.same')}: ${t('duplicate.pair', { one: nameOf(other), other: nameOf(person) })}`
  // One reason for all pairs.
  if (barred !== undefined)
    return (
      <Actions>
        <Button disabledReason={barred}>{t('duplicate.same')}</Button>
      </Actions>
    )
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
