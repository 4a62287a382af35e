// Other notes of a person: topics in discreet words, each opened by hand; the story only for a reason.
import { useCallback, useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { inLine } from '../../../kit/formats.ts'
import { Card, FactRow, Facts, Inline, List, ListRow, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, Notice, StatusPill } from '../../../kit/State.tsx'
import { listNotes, type SealedNote } from '../operations.ts'
import * as policy from '../policy.ts'
import { By } from './By.tsx'
import { BreakGlass } from './BreakGlass.tsx'
import { Confidants } from './Confidants.tsx'
import { useCover } from './covered.ts'
import { OpenStory } from './OpenStory.tsx'
import { WriteNote } from './WriteNote.tsx'

export default function NotesOfPerson({ person }: { person: string }) {
  const t = useMessages()
  const formats = useFormats()
  const actor = useActor()
  const asked = useAsk(listNotes, { person }, { refreshOn: ['confidant', 'break_glass'] })
  const mayNotWrite = useMay(policy.seal)
  const mayBreak = policy.breakGlass(actor) === true
  const [doing, setDoing] = useState<'writing' | 'breaking'>()
  return (
    <Stack>
      <Card title={t('confidential.title')} icon="lock">
        <p className="soft">{t('confidential.lead')}</p>
        <Answer of={asked}>
          {({ notes, others, opened }) => (
            <>
              {opened.map(({ group, until }) => (
                <Notice key={group} tone="sun">
                  {t('break_glass.until', {
                    group: t(`confidential.group.${group}`),
                    when: formats.instant(until),
                  })}
                </Notice>
              ))}
              {notes.length === 0 && !others && (
                <EmptyState title={t('confidential.none')} drawing="shade">
                  {t('confidential.none_help')}
                </EmptyState>
              )}
              {notes.length > 0 && (
                <List label={t('confidential.title')}>
                  {notes.map((note) => (
                    <NoteRow key={note.id} person={person} note={note} />
                  ))}
                </List>
              )}
              {others && <Notice title={t('confidential.others')}>{t('confidential.others_help')}</Notice>}
              <Inline>
                <Button icon="add" disabledReason={mayNotWrite} onClick={() => setDoing('writing')}>
                  {t('confidential.write')}
                </Button>
                {others && mayBreak && (
                  <Button kind="quiet" icon="key" onClick={() => setDoing('breaking')}>
                    {t('break_glass.open')}
                  </Button>
                )}
              </Inline>
            </>
          )}
        </Answer>
      </Card>
      {policy.assign(actor) === true && <Confidants person={person} />}
      {doing === 'writing' && <WriteNote person={person} onDone={() => setDoing(undefined)} />}
      {doing === 'breaking' && <BreakGlass person={person} onDone={() => setDoing(undefined)} />}
    </Stack>
  )
}

function NoteRow({ person, note }: { person: string; note: SealedNote }) {
  const t = useMessages()
  const [shown, setShown] = useState(false)
  const [opening, setOpening] = useState(false)
  const cover = useCallback(() => {
    setShown(false)
    setOpening(false)
  }, [])
  useCover(cover)
  return (
    <ListRow
      title={t(`confidential.group.${note.group}`)}
      detail={<By name={note.sealedBy.name} instant={note.sealedAt} />}
      end={
        note.told && (
          <StatusPill tone="good" icon="check">
            {t('confidential.told')}
          </StatusPill>
        )
      }
    >
      {shown && note.need === null && <p className="soft">{t('confidential.gone')}</p>}
      {shown && note.need !== null && (
        <Facts>
          <FactRow label={t('confidential.need')}>{note.need}</FactRow>
          <FactRow label={t('confidential.agreed')}>{note.agreed}</FactRow>
          {(note.interpreter ?? note.interpreterKind) && (
            <FactRow label={t('confidential.interpreter')}>
              {inLine([
                note.interpreter,
                note.interpreterKind && t(`consent.interpreterKind.${note.interpreterKind}`),
              ])}
            </FactRow>
          )}
        </Facts>
      )}
      <Inline>
        <Button
          kind="quiet"
          icon={shown ? 'hidden' : 'eye'}
          onClick={() => setShown(!shown)}
          aria-expanded={shown}
        >
          {t(shown ? 'confidential.hide' : 'confidential.show')}
        </Button>
        {shown && note.told && note.need !== null && (
          <Button kind="quiet" onClick={() => setOpening(true)}>
            {t('confidential.open')}
          </Button>
        )}
      </Inline>
      {opening && <OpenStory person={person} note={note.id} onDone={() => setOpening(false)} />}
    </ListRow>
  )
}
