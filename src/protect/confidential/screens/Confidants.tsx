// For the keeper of the case: who has access to which topic and why, and the forms to give and end access.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { Select, TextField } from '../../../kit/Field.tsx'
import { Actions, ErrorSummary, Form } from '../../../kit/Form.tsx'
import { Card, Disclosure, Inline, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { EmptyState, StatusPill } from '../../../kit/State.tsx'
import { assignConfidant, listConfidants, releaseConfidant, type ProtectedGroup } from '../operations.ts'
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
  const assign = useCommand(assignConfidant)
  const [id] = useState(newId)
  const [group, setGroup] = useState<ProtectedGroup | ''>('')
  const [user, setUser] = useState('')
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  async function send() {
    if (group === '' || user === '' || reason.trim() === '') return setMissing(true)
    const result = await assign.run({ person, id, group, user, reason: reason.trim() })
    if (result.state !== 'refused') onDone()
  }
  return (
    <Dialog title={t('confidant.assign_title')} onClose={onDone}>
      <Form onSubmit={send} problem={assign.problem} errors={missing ? [t('confidant.missing')] : []}>
        <Select label={t('confidential.group')} value={group} onChange={setGroup} options={groups} />
        <Select
          label={t('confidant.user')}
          value={user}
          onChange={setUser}
          options={candidates.map((one) => ({ value: one.id, label: one.name }))}
        />
        <TextField label={t('confidant.reason')} value={reason} onChange={setReason} maxLength={300} />
        <Actions>
          <Button type="submit" kind="primary" busy={assign.busy}>
            {t('confidant.assign')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
