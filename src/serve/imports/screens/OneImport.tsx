// One import: what its columns hold, its dry run, then its progress, what was not taken in and where the people are.
import { useEffect, useState } from 'react'
import type { May } from '../../../kernel/actor.ts'
import type { Href } from '../../../kernel/paths.ts'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { useProblemText } from '../../../kit/Form.tsx'
import { Card, Inline, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { cancelImport, getImport, getImportCheck, type Import } from '../operations.ts'
import * as policy from '../policy.ts'
import { FlawList } from './FlawList.tsx'
import { ImportCheckView } from './ImportCheck.tsx'
import { MappingForm } from './MappingForm.tsx'
import { ImportCounts, Progress } from './Progress.tsx'

const LOOK_AGAIN = 1000

export default function OneImport({ params: { import: id } }: ScreenProps<'/imports/:import'>) {
  const asked = useAsk(getImport, { id })
  const state = asked.data?.state
  useLookAgain(state === 'waiting' || state === 'running', asked.again)
  return <Answer of={asked}>{(one) => <Shown one={one} />}</Answer>
}

/** Asks again every second while something moves. */
function useLookAgain(isMoving: boolean, again: () => void): void {
  useEffect(() => {
    if (!isMoving) return
    const timer = setInterval(again, LOOK_AGAIN)
    return () => clearInterval(timer)
  }, [isMoving, again])
}

function Shown({ one }: { one: Import }) {
  const t = useMessages()
  return (
    <Page>
      <PageHeader
        title={one.fileName}
        {...(one.source && { lead: one.source })}
        back={{ href: '/imports', label: t('import.title') }}
      />
      {one.state === 'uploaded' ? <Preparing id={one.id} /> : <Underway one={one} />}
    </Page>
  )
}

function Preparing({ id }: { id: string }) {
  const asked = useAsk(getImportCheck, { id })
  /** The dry run that was asked for here. */
  const [least, setLeast] = useState<number>()
  const [isChanging, setChanging] = useState(false)
  const state = asked.data?.check?.state
  useLookAgain(state === 'waiting' || state === 'running', asked.again)
  return (
    <Answer of={asked}>
      {({ check, choices }) =>
        check && !isChanging && (least === undefined ? !choices : check.attempt >= least) ? (
          <ImportCheckView id={id} check={check} onChange={() => setChanging(true)} />
        ) : (
          <MappingForm
            id={id}
            chosen={choices ?? check?.mapping}
            onChecked={(attempt) => {
              setLeast(attempt)
              setChanging(false)
              asked.again()
            }}
          />
        )
      }
    </Answer>
  )
}

function Underway({ one }: { one: Import }) {
  const t = useMessages()
  const text = useProblemText()
  const cancel = useCommand(cancelImport)
  const isOver = one.endedAt !== null
  return (
    <Stack>
      <Card title={t(`import.state.${one.state}`)}>
        <Progress rows={one.rows} done={one.done} rate={one.rate} isOver={isOver} />
        {!isOver && (
          <Inline>
            <Button busy={cancel.busy} onClick={() => cancel.run({ id: one.id })}>
              {t('import.cancel')}
            </Button>
          </Inline>
        )}
        {cancel.problem && <Notice tone="now">{text(cancel.problem)}</Notice>}
        {one.state === 'failed' && <Notice tone="now">{t('import.failed_help')}</Notice>}
      </Card>
      <ImportCounts of={one} />
      {isOver && one.imported + one.known > 0 && <WhatNext />}
      {one.refused + one.partly > 0 && (
        <>
          <LinkButton href={`/api/imports/${one.id}/errors.csv`} icon="warning" download>
            {t('import.errors')}
          </LinkButton>
          <FlawList id={one.id} />
        </>
      )}
    </Stack>
  )
}

/** The ways to the people who were taken in, and to those who may have been here before. */
function WhatNext() {
  const t = useMessages()
  return (
    <Card title={t('import.next')} icon="people">
      <p className="soft">{t('import.next_help')}</p>
      <Inline>
        <Way href="/people" may={policy.seePeople} label={t('import.see_people')} />
        <Way href="/duplicates" may={policy.seePairs} label={t('import.see_pairs')} />
      </Inline>
    </Card>
  )
}

function Way({ href, may, label }: { href: Href; may: May; label: string }) {
  const disabledReason = useMay(may)
  return disabledReason === undefined ? (
    <LinkButton href={href}>{label}</LinkButton>
  ) : (
    <Button disabledReason={disabledReason}>{label}</Button>
  )
}
