// Who of the own organisation works with a person, on their record.
import { dateIn } from '../../../kernel/time.ts'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import { Answer } from '../../../kit/State.tsx'
import { getWork } from '../operations.ts'
import { REFRESHED_BY } from './refreshed.ts'

export default function Team({ person }: { person: string }) {
  const t = useMessages()
  const { timeZone } = useActor()
  const asked = useAsk(getWork, { person }, { refreshOn: REFRESHED_BY })
  return (
    <Card title={t('case.team')} icon="people">
      <Answer of={asked}>
        {({ files }) => {
          const open = files.find(({ closedAt }) => closedAt === null)
          if (open === undefined) return <p className="soft">{t('case.no_file')}</p>
          return (
            <List label={t('case.team')}>
              <ListRow
                title={open.managerName ?? t('case.nobody')}
                detail={
                  <>
                    {open.managerName && <>{t('case.manager')} · </>}
                    {t('case.since')} <DateText date={dateIn(open.openedAt, timeZone)} />
                  </>
                }
              />
            </List>
          )
        }}
      </Answer>
    </Card>
  )
}
