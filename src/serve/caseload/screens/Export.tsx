// One list of people that is to leave: what is in it and what for, the decision of the second person, and its file.
import * as z from 'zod/mini'
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { dateIn } from '../../../kernel/time.ts'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { save } from '../../../kit/download.ts'
import { DateText } from '../../../kit/Figures.tsx'
import { useSchemaForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, ErrorSummary } from '../../../kit/Form.tsx'
import { Card, FactRow, Facts, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, Notice } from '../../../kit/State.tsx'
import { decideExport, listExports, type PeopleExport } from '../operations.ts'
import * as policy from '../policy.ts'
import { Standing } from './standing.tsx'

export default function Export({ params }: ScreenProps<'/exports/:export'>) {
  const t = useMessages()
  const asked = useAsk(listExports, { id: params.export }, { refreshOn: ['export'] })
  const back = { href: '/exports', label: t('export.register') } as const
  return (
    <Page width="narrow">
      <Answer of={asked} lines={8}>
        {({ exports: [one] }) =>
          one ? (
            <>
              <PageHeader
                title={one.words}
                over={t('export.one')}
                back={back}
                actions={<Standing of={one} />}
              />
              <Next of={one} />
              <What of={one} />
            </>
          ) : (
            <>
              <PageHeader title={t('export.one')} back={back} />
              <EmptyState title={t('problem.export.unknown')} />
            </>
          )
        }
      </Answer>
    </Page>
  )
}

/** What the reader may do now: decide, take the file, or wait. */
function Next({ of: one }: { of: PeopleExport }) {
  const t = useMessages()
  const { user } = useActor()
  const mine = one.askedBy.id === user
  const barred = useMay(policy.exportPeople)
  const [deciding, setDeciding] = useState<boolean>()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<Error>()
  async function take() {
    setBusy(true)
    setFailed(undefined)
    await save('/api/person.export/file', { id: one.id }).catch(setFailed)
    setBusy(false)
  }
  if (one.state === 'asked')
    return mine ? (
      <Notice>{t('export.waits')}</Notice>
    ) : (
      <Card title={t('export.decide')} icon="shield" tone="now">
        <p>{t('export.decide_help', { name: one.askedBy.name, count: one.people })}</p>
        <Actions>
          <Button kind="primary" disabledReason={barred} onClick={() => setDeciding(true)}>
            {t('export.allow')}
          </Button>
          <Button disabledReason={barred} onClick={() => setDeciding(false)}>
            {t('export.refuse')}
          </Button>
        </Actions>
        {deciding !== undefined && <Decide of={one} allow={deciding} onDone={() => setDeciding(undefined)} />}
      </Card>
    )
  if (one.state !== 'allowed') return null
  if (!mine) return <Notice>{t('export.ready_other', { name: one.askedBy.name })}</Notice>
  return (
    <Card title={t('export.ready')} icon="people" tone="now">
      <p>{t('export.ready_help')}</p>
      <ErrorSummary problem={failed} title={t('kit.download_failed')} />
      <Actions>
        <Button kind="primary" busy={busy} disabledReason={barred} onClick={() => void take()}>
          {t('export.take_now')}
        </Button>
      </Actions>
    </Card>
  )
}

const Said = z.object({ note: decideExport.input.shape.note })

function Decide({ of: one, allow, onDone }: { of: PeopleExport; allow: boolean; onDone: () => void }) {
  const t = useMessages()
  const { run, busy, problem } = useCommand(decideExport)
  const form = useSchemaForm(Said, {
    busy,
    problem,
    async send(said) {
      const result = await run({ id: one.id, allow, ...said }, form.attempts)
      if (result.state === 'refused') return result.problem
      await form.sent()
      onDone()
      return undefined
    },
  })
  const title = allow ? t('export.allow') : t('export.refuse')
  return (
    <Dialog title={title} onClose={onDone}>
      <OperationForm of={form}>
        <p>{allow ? t('export.allow_effect', { name: one.askedBy.name }) : t('export.refuse_effect')}</p>
        <form.TextArea name="note" label={t('export.note')} rows={2} />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {title}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}

function What({ of: one }: { of: PeopleExport }) {
  const t = useMessages()
  const { list, number } = useFormats()
  const { timeZone } = useActor()
  const filters = useFilterWords(one)
  return (
    <Card title={t('export.what')} icon="people">
      <Facts>
        <FactRow label={t('export.by')}>
          <bdi>{one.askedBy.name}</bdi> · <DateText instant={one.askedAt} />
        </FactRow>
        <FactRow label={t('export.purpose')}>{t(`export.purpose.${one.purpose}`)}</FactRow>
        <FactRow label={t('person.title')}>
          {number(one.people)}
          {one.taken !== null && ` · ${t('export.in_file', { count: one.taken })}`}
        </FactRow>
        <FactRow label={t('export.narrowed')}>
          {filters.length === 0 ? t('export.all') : list(filters)}
        </FactRow>
        <FactRow label={t('export.columns')}>
          {list(one.columns.map((column) => t(`caseload.column.${column}`)))}
        </FactRow>
        <FactRow label={t('export.format')}>{t(`kit.list.file_${one.format}`)}</FactRow>
        {one.decidedBy && one.decidedAt && (
          <FactRow label={t('export.decided_by')}>
            <bdi>{one.decidedBy.name}</bdi> · <DateText instant={one.decidedAt} />
          </FactRow>
        )}
        {one.note && <FactRow label={t('export.note')}>{one.note}</FactRow>}
        {one.takenAt ? (
          <FactRow label={t('export.taken_at')}>
            <DateText instant={one.takenAt} />
          </FactRow>
        ) : (
          (one.state === 'asked' || one.state === 'allowed') && (
            <FactRow label={t(`export.until.${one.state}`)}>
              <DateText date={dateIn(one.until, timeZone)} />
            </FactRow>
          )
        )}
      </Facts>
      <div className="screen-only">
        <LinkButton href={hrefTo('/people', {}, addressOf(one))} kind="quiet" icon="people">
          {t('export.see_list')}
        </LinkButton>
      </div>
    </Card>
  )
}

/** The filters of the list as the screen has them in its address. */
function addressOf({ narrowing: { manager, work, centre, need, urgency, appointment } }: PeopleExport) {
  return { case: manager ?? work, centre, need, urgency, appointment }
}

/** What the list is narrowed to, in words. */
function useFilterWords({ narrowing, manager, centre }: PeopleExport): string[] {
  const t = useMessages()
  const words = usePack()
  const { date } = useFormats()
  const { need, urgency, appointment, quietSince, work } = narrowing
  return [
    ...(narrowing.manager === 'nobody'
      ? [t('caseload.case.nobody')]
      : manager !== null
        ? [`${t('caseload.column.manager')}: ${manager}`]
        : []),
    ...(work ? [t(`caseload.case.${work}`)] : []),
    ...(centre !== null ? [`${t('caseload.column.centre')}: ${centre}`] : []),
    ...(need ? [`${t('caseload.need')}: ${words?.term('needs', need) ?? need}`] : []),
    ...(urgency ? [`${t('caseload.urgency')}: ${words?.term('urgencies', urgency) ?? urgency}`] : []),
    ...(appointment ? [t(`caseload.appointment.${appointment}`)] : []),
    ...(quietSince ? [t('export.quiet_since', { day: date(quietSince) })] : []),
  ]
}
