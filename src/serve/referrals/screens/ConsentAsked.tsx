// The words that are read to the person before anything is shared, and how they said yes.
import { ChoiceGroup } from '../../../kit/Field.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import type { Words } from '../../../kit/pack.tsx'

export const HOW = ['signature', 'thumbprint', 'voice', 'verbal_with_witness'] as const
export type How = (typeof HOW)[number]

export function ConsentAsked({
  words,
  recipient,
  how,
  onHow,
}: {
  words: Words
  recipient: string
  how: How | ''
  onHow: (how: How) => void
}) {
  const t = useMessages()
  const text = words.pack.consentTexts.find((each) => each.version === words.pack.consent)
  if (!text) return null
  return (
    <>
      <p>{t('referral.read_aloud', { name: recipient })}</p>
      <Card title={words.say(text.title)}>
        <p>{words.say(text.text)}</p>
        <p className="soft">
          {t('referral.shared_parts', {
            parts: text.fieldGroups.map((code) => words.term('fieldGroups', code)).join(' · '),
          })}
        </p>
      </Card>
      <ChoiceGroup
        label={t('referral.consent_how')}
        help={t('referral.consent_how_help')}
        value={how}
        onChange={onHow}
        options={HOW.map((value) => ({ value, label: t(`referral.how.${value}`) }))}
      />
    </>
  )
}
