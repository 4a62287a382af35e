// The people last worked with, and the button to register somebody, on the home screen.
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { listCaseload } from '../operations.ts'
import { PeopleRows } from './PeopleRows.tsx'

export default function Recent() {
  const t = useMessages()
  const { roles } = useActor()
  const asked = useAsk(listCaseload, { limit: 6 })
  return (
    <Card title={t('person.recent')} icon="people">
      <Answer of={asked} lines={3}>
        {({ people }) =>
          people.length === 0 ? (
            <EmptyState title={t('person.none')} drawing="seed" />
          ) : (
            <PeopleRows label={t('person.recent')} people={people.slice(0, 6)} />
          )
        }
      </Answer>
      {/* At the front desk it stands at the top of the screen. */}
      {!roles.includes('front_desk') && (
        <LinkButton href="/welcome" icon="add" wide>
          {t('person.welcome')}
        </LinkButton>
      )}
    </Card>
  )
}
