// A person's own request to be erased, entered by the member of staff with them, and its answer.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { askErasure, erasureOfPerson } from '../operations.ts'
import * as policy from '../policy.ts'
import { ReviewDetail, StatePill } from './words.tsx'

export default function ErasureOfPerson({ person }: { person: string }) {
  const t = useMessages()
  const [asking, setAsking] = useState(false)
  const asked = useAsk(erasureOfPerson, { person }, { refreshOn: ['erasure'] })
  const mayAsk = useMay(policy.ask)
  return (
    <Card title={t('erasure.title')} icon="clock">
      <p>{t('erasure.person_lead')}</p>
      <Answer of={asked}>
        {({ reviews }) =>
          reviews.length === 0 ? (
            <EmptyState title={t('erasure.not_asked')} drawing="shade" />
          ) : (
            <List label={t('erasure.title')}>
              {reviews.map((one) => (
                <ListRow
                  key={one.id}
                  title={t(`erasure.because.${one.because}`)}
                  detail={<ReviewDetail review={one} titled />}
                  end={<StatePill state={one.state} />}
                />
              ))}
            </List>
          )
        }
      </Answer>
      <Actions>
        <Button disabledReason={mayAsk} onClick={() => setAsking(true)}>
          {t('erasure.ask')}
        </Button>
      </Actions>
      <p>
        <a href={hrefTo('/retention')}>{t('erasure.rules_link')}</a>
      </p>
      {asking && <Ask person={person} onDone={() => setAsking(false)} />}
    </Card>
  )
}

function Ask({ person, onDone }: { person: string; onDone: () => void }) {
  const t = useMessages()
  const [id] = useState(newId)
  const form = useOperationForm(askErasure, { initial: { id, person }, done: onDone })
  return (
    <Dialog title={t('erasure.ask')} onClose={onDone}>
      <OperationForm of={form}>
        <p>{t('erasure.ask_help')}</p>
        <form.TextArea name="words" label={t('erasure.words')} rows={3} />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('erasure.ask')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
