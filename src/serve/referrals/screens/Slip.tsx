// The slip that a person takes to the organisation they were referred to, in their language. It says where and
// when, and nothing of why: a lost slip reveals no reason.
import { Button } from '../../../kit/controls/Button.tsx'
import { ChoiceGroup } from '../../../kit/fields/Field.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { PrintSheet } from '../../../kit/print/PrintSheet.tsx'
import { Card, FactRow, Facts } from '../../../kit/Layout.tsx'
import { LOCALE_NAMES, LOCALES, useMessages, type UiLocale } from '../../../kit/messages.tsx'
import type { Referral } from '../operations.ts'

export function Slip({ referral }: { referral: Referral }) {
  const t = useMessages()
  const { introduction, receiver, scheduledFor, sentAt, sender, service } = referral
  return (
    <PrintSheet
      issuer={sender.name}
      date={sentAt && <DateText instant={sentAt} />}
      foot={t('referral.slip_foot', { name: sender.name })}
    >
      <h2>{t('referral.slip_title')}</h2>
      {introduction.calledName && <p>{introduction.calledName}</p>}
      <Facts>
        <FactRow label={t('referral.slip_where')}>{receiver.name}</FactRow>
        {service && <FactRow label={t('referral.slip_service')}>{service.name}</FactRow>}
        <FactRow label={t('referral.slip_when')}>
          {scheduledFor ? <DateText instant={scheduledFor} /> : t('referral.slip_no_day')}
        </FactRow>
      </Facts>
      <p>{t('referral.slip_free')}</p>
    </PrintSheet>
  )
}

export function SlipChoice({
  language,
  onLanguage,
}: {
  language: UiLocale
  onLanguage: (language: UiLocale) => void
}) {
  const t = useMessages()
  return (
    <Card title={t('referral.slip')} icon="print">
      <ChoiceGroup
        label={t('referral.slip_language')}
        inline
        value={language}
        onChange={onLanguage}
        options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
      />
      <Actions>
        <Button icon="print" onClick={() => print()}>
          {t('kit.print')}
        </Button>
      </Actions>
    </Card>
  )
}
