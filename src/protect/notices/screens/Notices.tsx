// What this organisation must stop using, each confirmed with a button: on the page of consents and on the home screen.
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Form } from '../../../kit/Form.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { acknowledgeNotice, listNotices, type Notice } from '../operations.ts'
import * as policy from '../policy.ts'
import { Terms } from './Terms.tsx'

export default function Notices() {
  const t = useMessages()
  const asked = useAsk(listNotices, {}, { refreshOn: ['consent'] })
  return (
    <Card
      title={t('notice.title')}
      icon="hidden"
      {...(asked.data?.notices.length && { tone: 'now' as const })}
    >
      <Answer of={asked} lines={3}>
        {({ notices }) =>
          notices.length === 0 ? (
            <EmptyState title={t('notice.none')} drawing="shade" />
          ) : (
            <List label={t('notice.title')}>
              {notices.map((one) => (
                <OneNotice key={one.id} notice={one} />
              ))}
            </List>
          )
        }
      </Answer>
    </Card>
  )
}

function OneNotice({ notice }: { notice: Notice }) {
  const t = useMessages()
  const disabledReason = useMay(policy.acknowledge)
  const confirm = useCommand(acknowledgeNotice)
  return (
    <ListRow
      now
      title={t(`notice.because.${notice.because}`, { name: notice.called ?? t('consent.nameless') })}
      detail={
        <>
          {notice.organisation}
          {' · '}
          <Terms purpose={notice.purpose} fieldGroups={notice.fieldGroups} />
          {' · '}
          <DateText instant={notice.toldAt} />
        </>
      }
    >
      <Form
        label={t('notice.confirm')}
        problem={confirm.problem}
        onSubmit={() => confirm.run({ person: notice.person, id: notice.id })}
      >
        <p className="soft">{t('notice.what_to_do')}</p>
        <div>
          <Button
            type="submit"
            kind="primary"
            icon="check"
            busy={confirm.busy}
            disabledReason={disabledReason}
          >
            {t('notice.confirm')}
          </Button>
        </div>
      </Form>
    </ListRow>
  )
}
