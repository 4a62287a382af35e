// What can follow a registration: questions, a need, a referral, a printed page. Nothing has to.
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useLinked } from '../../../kit/route.tsx'
import { isFor, useActor } from '../../../kit/session.tsx'
import { usePersonInView } from '../../../kit/shell/navigation.tsx'

const FOLLOWING: readonly string[] = ['/people/:person/need', '/people/:person/refer']

export default function Next({ person, onPrint }: { person: string; onPrint: () => void }) {
  const t = useMessages()
  const words = usePack()
  const actor = useActor()
  const acts = usePersonInView()?.acts ?? []
  const [, setNext] = useLinked('next')
  const questionnaires = isFor(actor, { may: 'characterization.record' })
    ? [...new Map(words?.pack.questionnaires.map((one) => [one.code, one])).values()]
    : []
  return (
    <Card title={t('person.next')} icon="leaf" tone="leaf">
      <p className="soft">{t('person.next_lead')}</p>
      <List label={t('person.next')}>
        {questionnaires.map(({ code, title }) => (
          <ListRow
            key={code}
            icon="plan"
            title={words?.say(title)}
            href={hrefTo('/people/:person/questions/:questionnaire', { person, questionnaire: code })}
          />
        ))}
        {acts
          .filter(({ path }) => FOLLOWING.includes(path))
          .map(({ path, title, act: { icon } }) => (
            <ListRow
              key={path}
              icon={icon}
              title={t(title)}
              href={hrefTo(path as '/people/:person', { person })}
            />
          ))}
      </List>
      <Actions>
        <Button icon="print" onClick={onPrint}>
          {t('person.print')}
        </Button>
        <Button kind="quiet" onClick={() => setNext('')}>
          {t('person.next_later')}
        </Button>
      </Actions>
    </Card>
  )
}
