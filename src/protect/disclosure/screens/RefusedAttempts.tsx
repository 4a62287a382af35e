// Refused attempts of users of other organisations on people kept here, for the data protection officer.
import { hrefTo } from '../../../kernel/paths.ts'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer } from '../../../kit/State.tsx'
import { partTried, refusedAttempts } from '../operations.ts'
import { whoActed } from './who.ts'

export function RefusedAttempts({ days }: { days: { from?: string; until?: string } }) {
  const t = useMessages()
  const partInWords = (command: string) => {
    const part = partTried(command)
    return part && `${t(`disclosure.part.${part}`)} `
  }
  const asked = useAsk(refusedAttempts, days)
  return (
    <Card title={t('disclosure.refused')} icon="shield">
      <p className="soft">{t('disclosure.refused_help')}</p>
      <Answer of={asked} lines={2}>
        {({ attempts }) =>
          attempts.length === 0 ? (
            <p>{t('disclosure.refused_none')}</p>
          ) : (
            <List label={t('disclosure.refused')}>
              {attempts.map(({ person, user, organisation, tried, code, times, last }) => (
                <ListRow
                  key={`${person.id} ${user.id} ${tried} ${code}`}
                  href={hrefTo('/people/:person', { person: person.id })}
                  title={person.name || t('disclosure.unnamed')}
                  detail={
                    <>
                      <bdi>{whoActed(t, user)}</bdi>
                      {organisation.name && <> · {organisation.name}</>}
                      {' · '}
                      {partInWords(tried)}
                      <bdi dir="ltr">({tried})</bdi>
                      {' · '}
                      {t('disclosure.refused_times', { times })}
                    </>
                  }
                  end={<DateText instant={last} />}
                />
              ))}
            </List>
          )
        }
      </Answer>
    </Card>
  )
}
