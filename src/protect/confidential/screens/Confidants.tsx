// For the keeper of the case: who has access to which topic and why, and the forms to give and end access.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, ErrorSummary } from '../../../kit/Form.tsx'
import { Card, Disclosure, Inline, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { EmptyState, StatusPill } from '../../../kit/State.tsx'
import { assignConfidant, listConfidants, releaseConfidant } from '../operations.ts'
import { By } from './By.tsx'
import { useGroups } from './WriteNote.tsx'

type Listed = OutputOf<typeof listConfidants>

/** Empty for every user but the keeper. */
export function Confidants({ person }: { person: string }) {
  const t = useMessages()
  const { data } = useAsk(listConfidants, { person }, { refreshOn: ['case'] })
  const release = useCommand(releaseConfidant)
  const [adding, setAdding] = useState(false)
  if (data?.keeper !== true) return null
  return (
    <Card title={t('confidant.title')} icon="people">
      <p className="soft">{t('confidant.help')}</p>
      <ErrorSummary problem={release.problem} />
      {data.confidants.length === 0 ? (
        <EmptyState title={t('confidant.none')} drawing="entrance">
          {t('confidant.none_help')}
        </EmptyState>
      ) : (
        <List label={t('confidant.title')}>
          {data.confidants.map((one) => (
            <ListRow
              key={one.id}
              title={one.user.name ?? t('kit.not_recorded')}
              detail={
                <>
                  {t(`confidential.group.${one.group}`)}
                  {' · '}
                  <By name={one.assignedBy.name} instant={one.assignedAt} />
                </>
              }
              end={
                <StatusPill tone={one.releasedAt === null ? 'good' : 'closed'}>
                  {t(one.releasedAt === null ? 'confidant.in' : 'confidant.released')}
                </StatusPill>
              }
            >
              {one.reason !== null && (
                <Disclosure label={t('confidant.reason')}>
                  <p dir="auto">{one.reason}</p>
                </Disclosure>
              )}
              {one.releasedAt === null && (
                <Button
                  kind="quiet"
                  busy={release.busy}
                  onClick={() => void release.run({ person, id: one.id })}
                >
                  {t('confidant.release')}
                </Button>
              )}
            </ListRow>
          ))}
        </List>
      )}
      <Inline>
        <Button icon="add" onClick={() => setAdding(true)}>
          {t('confidant.assign')}
        </Button>
      </Inline>
      {adding && <LetIn person={person} candidates={data.candidates} onDone={() => setAdding(false)} />}
    </Card>
  )
}

function LetIn({
  person,
  candidates,
  onDone,
}: {
  person: string
  candidates: Listed['candidates']
  onDone: () => void
}) {
  const t = useMessages()
  const groups = useGroups()
  const [id] = useState(newId)
  const form = useOperationForm(assignConfidant, { initial: { person, id }, done: onDone })
  return (
    <Dialog title={t('confidant.assign_title')} onClose={onDone}>
      <OperationForm of={form}>
        <form.Select
          name="group"
          label={t('confidential.group')}
          missing={t('confidential.group_missing')}
          options={groups}
        />
        <form.Combobox
          name="user"
          label={t('confidant.user')}
          options={candidates.map((one) => ({ value: one.id, label: one.name }))}
        />
        <form.Text name="reason" label={t('confidant.reason')} />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('confidant.assign')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
