// Whether other organisations know the person, below the records of this organisation: asked with their yes, and answered
// with known or not known, and who was told that they are known here.
import { useState } from 'react'
import { verb } from '../../../kernel/actor.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { askElsewhere, listElsewhere } from '../../elsewhere/operations.ts'
import { permissions } from '../../elsewhere/permissions.ts'

const may = verb(permissions['person.ask_elsewhere'])

export default function Elsewhere({ person }: { person: string }) {
  const t = useMessages()
  const asked = useAsk(listElsewhere, { person }, { refreshOn: ['person'] })
  return (
    <Card title={t('elsewhere.title')} icon="search">
      <p className="soft">{t('elsewhere.lead')}</p>
      <Ask person={person} />
      <Answer of={asked}>
        {({ questions, told }) => (
          <>
            {questions.length === 0 ? (
              <EmptyState title={t('elsewhere.none')} />
            ) : (
              <List label={t('elsewhere.questions')}>
                {questions.map(({ id, askedAt, askedBy, answer }, at) => (
                  <ListRow
                    key={id}
                    title={t(`elsewhere.answer.${answer}`)}
                    detail={
                      <>
                        {at === 0 && <>{t(`elsewhere.${answer}_next`)} </>}
                        {t('elsewhere.asked_by', { name: askedBy ?? t('elsewhere.somebody') })}{' '}
                        <DateText instant={askedAt} />
                      </>
                    }
                  />
                ))}
              </List>
            )}
            {told.length > 0 && (
              <>
                <h3>{t('elsewhere.told')}</h3>
                <List label={t('elsewhere.told')}>
                  {told.map(({ id, at, to }) => (
                    <ListRow
                      key={id}
                      title={<bdi>{to ?? t('elsewhere.unnamed')}</bdi>}
                      detail={
                        <>
                          {t('elsewhere.told_on')} <DateText instant={at} />
                        </>
                      }
                    />
                  ))}
                </List>
              </>
            )}
          </>
        )}
      </Answer>
    </Card>
  )
}

function Ask({ person }: { person: string }) {
  const t = useMessages()
  const say = useToast()
  const disabledReason = useMay(may)
  const [id, setId] = useState(newId)
  const ask = useCommand(askElsewhere, {
    done: (output) => {
      setId(newId())
      if (output) say(t(`elsewhere.answer.${output.answer}`))
    },
  })
  return (
    <Form
      onSubmit={async () => {
        await ask.run({ id, person })
      }}
      problem={ask.problem}
    >
      <Actions>
        <Button type="submit" icon="search" busy={ask.busy} disabledReason={disabledReason}>
          {t('elsewhere.ask')}
        </Button>
      </Actions>
    </Form>
  )
}
