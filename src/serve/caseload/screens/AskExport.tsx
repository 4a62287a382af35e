// Before a list of people leaves: what for, with which columns, and above fifty people the question to a second person.
import { useState } from 'react'
import type { InputOf } from '../../../kernel/command.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { save } from '../../../kit/download.ts'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, ErrorSummary } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { navigate } from '../../../kit/route.tsx'
import { useActor } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { ALONE, askExport, COLUMNS, exportPeople, PURPOSES } from '../operations.ts'
import * as policy from '../policy.ts'
import { exportSecondNeeded } from '../problems.ts'
import type { All } from './ExportButton.tsx'

export default function AskExport({ sought, total, columns, onClose }: All & { onClose: () => void }) {
  const t = useMessages()
  const say = useToast()
  const [id] = useState(newId)
  const [failed, setFailed] = useState<Error>()
  // Also a short list, when its reader took out others today.
  const [refused, setRefused] = useState(false)
  const alone = total <= ALONE && !refused
  const visible = policy.visibleOf(useActor())
  const seen = COLUMNS.filter(
    (column) =>
      (visible.needs || column !== 'needs') &&
      (visible.files || (column !== 'manager' && column !== 'centre')) &&
      (visible.appointments || column !== 'appointment'),
  )
  const { sort, down, ...narrowing } = sought as InputOf<typeof askExport>['narrowing'] &
    Pick<InputOf<typeof askExport>, 'sort' | 'down'>
  const form = useOperationForm(alone ? exportPeople : askExport, {
    initial: {
      id,
      narrowing,
      sort,
      down,
      columns: seen.filter((column) => columns.includes(column)),
      format: 'xlsx',
    },
    async done() {
      if (!alone) {
        say(t('export.asked'))
        onClose()
        navigate(hrefTo('/exports/:export', { export: id }))
        return
      }
      const problem = await save('/api/person.export/file', { id }).then(
        () => undefined,
        (error: Error) => error,
      )
      if (problem) return setFailed(problem)
      say(t('export.done'))
      onClose()
    },
  })
  if (!refused && exportSecondNeeded.is(form.problem)) setRefused(true)
  return (
    <Dialog title={t('export.title')} onClose={onClose}>
      <OperationForm of={form}>
        <p>
          <strong>{t('export.people', { count: total })}</strong>
          <br />
          {alone ? t('export.alone') : t('export.second', { most: ALONE })}
        </p>
        <form.Select
          name="purpose"
          label={t('export.purpose')}
          missing={t('export.purpose_missing')}
          options={PURPOSES.map((one) => ({ value: one, label: t(`export.purpose.${one}`) }))}
        />
        <form.Text
          name="words"
          label={t('export.words')}
          help={t('export.words_help')}
          missing={t('export.words_missing')}
        />
        <form.Checks
          name="columns"
          label={t('export.columns')}
          inline
          help={t('export.columns_help')}
          missing={t('export.columns_missing')}
          options={seen.map((one) => ({ value: one, label: t(`caseload.column.${one}`) }))}
        />
        <form.Choice
          name="format"
          label={t('export.format')}
          inline
          options={[
            { value: 'xlsx', label: t('kit.list.file_xlsx') },
            { value: 'csv', label: t('kit.list.file_csv') },
          ]}
        />
        <ErrorSummary problem={failed} title={t('kit.download_failed')} />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {alone ? t('export.take_now') : t('export.ask')}
          </Button>
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
