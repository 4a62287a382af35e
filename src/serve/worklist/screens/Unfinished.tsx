// Forms that were begun on this device and not sent: each opens where it was left. Loaded where there are such.
import { DateText } from '../../../kit/Figures.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useLookup, useMessages } from '../../../kit/messages.tsx'
import type { UnfinishedForm } from './unfinished.ts'

export default function Unfinished({ forms }: { forms: readonly UnfinishedForm[] }) {
  const t = useMessages()
  const lookup = useLookup()
  return (
    <Card title={t('work.unfinished', { count: forms.length })} icon="clip" tone="now">
      <List label={t('work.unfinished', { count: forms.length })}>
        {forms.map(({ key, operation, about, href, at }) => (
          <ListRow
            key={key}
            href={href}
            title={<bdi>{about || lookup(`command.${operation}`, t('work.unfinished_one'))}</bdi>}
            detail={about && lookup(`command.${operation}`, t('work.unfinished_one'))}
            end={<DateText instant={new Date(at).toISOString()} />}
          />
        ))}
      </List>
    </Card>
  )
}
