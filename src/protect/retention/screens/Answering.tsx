// Answers one review: kept until a date with the reason, or erased for good.
import * as z from 'zod/mini'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useOperationForm, useSchemaForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { erasePerson, keepPerson, retentionRules, type ErasureReview } from '../operations.ts'

/** What cannot be undone is said twice. */
const Sure = z.object({ sure: z.optional(z.boolean()), withSame: z.optional(z.boolean()) })

export type Doing = 'keep' | 'erase'
type Props = { review: ErasureReview; onDone: () => void }

export function Answering({ doing, ...props }: Props & { doing: Doing }) {
  return doing === 'keep' ? <Keep {...props} /> : <Erase {...props} />
}

function Keep({ review, onDone }: Props) {
  const t = useMessages()
  const words = usePack()
  const rules = useAsk(retentionRules, {}).data?.rules ?? []
  const wish = review.because === 'wish'
  const { person, id } = review
  const form = useOperationForm(keepPerson, {
    initial: { person, id },
    problems: { 'erasure.rule_missing': 'rule' },
    done: onDone,
  })
  const title = t(wish ? 'erasure.do.refuse' : 'erasure.do.keep')
  return (
    <Dialog title={title} onClose={onDone}>
      <OperationForm of={form}>
        {wish && <p>{t('erasure.refuse_help')}</p>}
        {wish && (
          <form.Select
            name="rule"
            label={t('erasure.rule')}
            required
            missing={t('problem.erasure.rule_missing')}
            empty={t('erasure.rule_choose')}
            options={rules.map((each) => ({ value: each.code, label: words?.say(each.basis) ?? each.code }))}
          />
        )}
        <form.Date name="until" label={t('erasure.kept_until')} missing={t('erasure.missing.until')} />
        <form.TextArea
          name="reason"
          label={t('erasure.reason')}
          missing={t('erasure.missing.reason')}
          rows={3}
        />
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

function Erase({ review, onDone }: Props) {
  const t = useMessages()
  const { list } = useFormats()
  const names = list(
    (review.sameAs ?? []).map(({ id, name }) => name ?? t('erasure.nameless', { reference: id.slice(-8) })),
  )
  const say = useToast()
  const erase = useCommand(erasePerson, {
    done() {
      say(t('erasure.done'))
      onDone()
    },
  })
  const form = useSchemaForm(Sure, {
    // A wish is about the person; a rule is about one record, and another may still be needed.
    initial: { withSame: review.sameAs !== undefined && review.because === 'wish' },
    rules: ({ sure }) => (sure === true ? [] : [{ at: 'sure', text: t('erasure.missing.sure') }]),
    unsaved: false,
    busy: erase.busy,
    problem: erase.problem,
    async send({ withSame }) {
      const { person, id } = review
      const result = await erase.run({ person, id, ...(withSame === true && { withSame }) }, form.attempts)
      return result.state === 'refused' ? result.problem : undefined
    },
  })
  return (
    <Dialog title={t('erasure.do.erase')} onClose={onDone}>
      <OperationForm of={form}>
        <Notice tone="late">{t('erasure.erase_help')}</Notice>
        {review.sameAs && (
          <form.Check
            name="withSame"
            label={t('erasure.with_same', { names })}
            help={t('erasure.with_same_help')}
          />
        )}
        <p>{t('retention.stays_help')}</p>
        <form.Check name="sure" label={t('erasure.sure')} />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('erasure.do.erase')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
