// Answers one review: kept until a date with the reason, or erased for good.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { Check } from '../../../kit/Field.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { erasePerson, keepPerson, retentionRules, type ErasureReview } from '../operations.ts'

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
  const say = useToast()
  const [sure, setSure] = useState(false)
  const [tried, setTried] = useState(false)
  const erase = useCommand(erasePerson, {
    done() {
      say(t('erasure.done'))
      onDone()
    },
  })
  async function send() {
    setTried(true)
    if (sure) await erase.run({ person: review.person, id: review.id })
  }
  return (
    <Dialog title={t('erasure.do.erase')} onClose={onDone}>
      <Form
        onSubmit={send}
        problem={erase.problem}
        errors={tried && !sure ? [t('erasure.missing.sure')] : []}
      >
        <Notice tone="late">{t('erasure.erase_help')}</Notice>
        <p>{t('retention.stays_help')}</p>
        <Check label={t('erasure.sure')} checked={sure} onChange={setSure} />
        <Actions>
          <Button type="submit" kind="primary" busy={erase.busy}>
            {t('erasure.do.erase')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
