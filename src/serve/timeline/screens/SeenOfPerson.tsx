// Who saw a person's record: each user once a day and reason, with all that they saw.
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { inLine } from '../../../kit/formats.ts'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useFormats, useLookup, useMessages } from '../../../kit/messages.tsx'
import { Answer } from '../../../kit/State.tsx'
import { verb } from '../../../kernel/actor.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { useActor, useMay } from '../../../kit/session.tsx'
import { partsOf, principalWords } from '../../../protect/disclosure/operations.ts'
import { permissions as ofDisclosure } from '../../../protect/disclosure/permissions.ts'
import { getTimeline } from '../operations.ts'
import { byDayAndReason } from './looks.ts'

const oversee = verb(ofDisclosure['disclosure.oversee'])

export default function SeenOfPerson({ person }: { person: string }) {
  const t = useMessages()
  const lookup = useLookup()
  const formats = useFormats()
  const { timeZone } = useActor()
  const mayNotOversee = useMay(oversee)
  const asked = useAsk(getTimeline, { id: person })
  return (
    <Card>
      <p className="soft">{t('person.seen_help')}</p>
      {mayNotOversee === undefined && (
        <a href={hrefTo('/disclosures', {}, { person })}>{t('disclosure.each_look')}</a>
      )}
      <Answer of={asked}>
        {({ seen }) =>
          seen.length === 0 ? (
            <p className="soft">{t('person.seen_none')}</p>
          ) : (
            <List label={t('person.seen_list')}>
              {[...byDayAndReason(seen, timeZone)].map(([key, one]) => (
                <ListRow
                  key={key}
                  icon="eye"
                  title={
                    one.actorPrincipal
                      ? inLine([t(principalWords(one.actorPrincipal, one.actorName)), one.actorName])
                      : (one.actorName ?? t('person.somebody'))
                  }
                  detail={inLine([
                    one.organisationName,
                    !one.recipientName && lookup(`purpose.${one.purpose}`, one.purpose),
                    formats.list(partsOf(one.fields).map((part) => t(`disclosure.part.${part}`))),
                    one.recipientName && t('disclosure.handed_to', { name: one.recipientName }),
                  ])}
                  end={<DateText instant={one.at} />}
                />
              ))}
            </List>
          )
        }
      </Answer>
    </Card>
  )
}
