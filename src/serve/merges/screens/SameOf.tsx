// From the comparison of records to where two of them become one, the earlier record being kept; and, where two organisations
// keep them, to where their link is proposed. Whoever may not is told who may.
import { hrefTo } from '../../../kernel/paths.ts'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import { useWhoMay } from '../../../kit/who-may.ts'
import { spokenName, type Glimpse } from '../../record/operations.ts'
import * as policy from '../policy.ts'

type Pair = { person: string; other: string }

export default function SameOf({ people, pairs }: { people: readonly Glimpse[]; pairs: readonly Pair[] }) {
  const t = useMessages()
  const barred = useWhoMay(policy.merge)
  const { organisation } = useActor()
  const find = (id: string) => people.find((one) => one.id === id)
  const nameOf = (id: string) => {
    const found = find(id)
    return (found && spokenName(found)) ?? t('person.no_name')
  }
  const isOurs = (id: string) => find(id)?.organisation === organisation
  /** Of two that others keep, nothing is to be said here. */
  const shown = pairs.flatMap((pair) => {
    const { person, other } = pair
    const at = (of: string, more: Record<string, string>) =>
      hrefTo('/people/:person', { person: of }, { tab: 'merges', ...more })
    if (isOurs(person) && isOurs(other))
      return [{ pair, act: t('duplicate.same'), href: at(other, { other: person }) }]
    const link = t('duplicate.same_linked')
    if (isOurs(other)) return [{ pair, act: link, href: at(other, { link: person }) }]
    return isOurs(person) ? [{ pair, act: link, href: at(person, { link: other }) }] : []
  })
  // One reason for all pairs: the same roles merge and link.
  if (barred !== undefined)
    return (
      <Actions>
        <Button disabledReason={barred}>{t('duplicate.same')}</Button>
      </Actions>
    )
  return (
    <Actions>
      {shown.map(({ pair: { person, other }, act, href }) => (
        <LinkButton key={`${person}${other}`} href={href}>
          {pairs.length === 1
            ? act
            : `${act}: ${t('duplicate.pair', { one: nameOf(other), other: nameOf(person) })}`}
        </LinkButton>
      ))}
    </Actions>
  )
}
