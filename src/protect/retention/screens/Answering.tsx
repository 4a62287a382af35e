// Answers one review: kept until a date with the reason, or erased for good.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { DateField } from '../../../kit/DateField.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { Check, Select, TextArea } from '../../../kit/Field.tsx'
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
  const [until, setUntil] = useState('')
  const [reason, setReason] = useState('')
  const [rule, setRule] = useState('')
  const [tried, setTried] = useState(false)
  const keep = useCommand(keepPerson, { done: onDone })
  const errors = [
    ...(until ? [] : [t('erasure.missing.until')]),
    ...(reason.trim() ? [] : [t('erasure.missing.reason')]),
    ...(wish && !rule ? [t('problem.erasure.rule_missing')] : []),
  ]
  async function send() {
    setTried(true)
    if (errors.length > 0) return
    const { person, id } = review
    await keep.run({ person, id, until, reason: reason.trim(), ...(rule && { rule }) })
  }
  const title = t(wish ? 'erasure.do.refuse' : 'erasure.do.keep')
  return (
    <Dialog title={title} onClose={onDone}>
      <Form onSubmit={send} problem={keep.problem} errors={tried ? errors : []}>
        {wish && <p>{t('erasure.refuse_help')}</p>}
        {wish && (
          <Select
            label={t('erasure.rule')}
            value={rule}
            onChange={setRule}
            empty={t('erasure.rule_choose')}
            options={rules.map((each) => ({ value: each.code, label: words?.say(each.basis) ?? each.code }))}
          />
        )}
        <DateField label={t('erasure.kept_until')} value={until} onChange={setUntil} />
        <TextArea label={t('erasure.reason')} rows={3} maxLength={1000} value={reason} onChange={setReason} />
        <Actions>
          <Button type="submit" kind="primary" busy={keep.busy}>
            {title}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </Form>
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
