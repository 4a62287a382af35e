// The text read to the person before anything is shared, the parts they allow, and how they gave consent.
import { hrefTo } from '../../../kernel/paths.ts'
import { CheckGroup, ChoiceGroup, TextField } from '../../../kit/Field.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import type { Words } from '../../../kit/pack.tsx'
import { SlotView, useSlot } from '../../../kit/route.tsx'
import { How, SHARING } from '../../../protect/consent/operations.ts'

export type Yes = {
  how: How | ''
  witness: string
  parts: readonly string[]
  /** The evidence of it: a photo of the signed page, a thumbprint, a recording. */
  proof?: File | undefined
}

/** The parts a receiver usually needs, selected at first; the person may add others. */
const OFFERED_FIRST = ['identity', 'contact', 'needs']

export const firstYes = (words: Words): Yes => ({
  how: '',
  witness: '',
  parts: (textOf(words)?.fieldGroups ?? []).filter((code) => OFFERED_FIRST.includes(code)),
})

export const textOf = ({ pack }: Words) => pack.consentTexts.find((each) => each.version === pack.consent)

export function ConsentAsked({
  words,
  recipient,
  person,
  yes,
  onYes,
}: {
  words: Words
  recipient: { id: string; name: string }
  person: string
  yes: Yes
  onYes: (yes: Yes) => void
}) {
  const t = useMessages()
  const text = textOf(words)
  const [shows] = useSlot('consent.proof')
  if (!text) return null
  return (
    <>
      <p>{t('referral.read_aloud', { name: recipient.name })}</p>
      <Card title={words.say(text.title)}>
        <p>{words.say(text.text)}</p>
      </Card>
      <CheckGroup
        label={t('referral.parts')}
        help={t('referral.parts_help', { name: recipient.name })}
        values={yes.parts}
        onChange={(parts) => onYes({ ...yes, parts })}
        options={text.fieldGroups.map((code) => ({ value: code, label: words.term('fieldGroups', code) }))}
      />
      <ChoiceGroup
        label={t('referral.consent_how')}
        help={
          <>
            {t('referral.consent_how_help')}{' '}
            <a href={hrefTo('/people/:person/consent', { person })}>{t('referral.said_no')}</a>
          </>
        }
        value={yes.how}
        onChange={(how) => onYes({ ...yes, how, proof: undefined })}
        options={How.options.map((value) => ({ value, label: t(`referral.how.${value}`) }))}
      />
      {shows && yes.how !== '' && (
        <SlotView
          key={yes.how}
          content={shows}
          props={{
            person,
            purpose: SHARING,
            recipient: recipient.id,
            parts: yes.parts,
            how: yes.how,
            onFile: (proof: File | undefined) => onYes({ ...yes, proof }),
          }}
        />
      )}
      {yes.how === 'verbal_with_witness' && (
        <TextField
          label={t('referral.witness')}
          value={yes.witness}
          onChange={(witness) => onYes({ ...yes, witness })}
        />
      )}
    </>
  )
}
