// The text read to the person before anything is shared, the parts they allow, and how they gave consent.
import * as z from 'zod/mini'
import { ChoiceGroup } from '../../../kit/fields/Field.tsx'
import { fields, useWritten } from '../../../kit/form/fields.tsx'
import { Disclosure } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import type { Words } from '../../../kit/pack.tsx'
import { languageFor, ReadAloud } from '../../../kit/ReadAloud.tsx'
import { SlotView, useSlot } from '../../../kit/route.tsx'
import { Notice } from '../../../kit/State.tsx'
import type { InterpretedKind } from '../../../protect/interpreters/operations.ts'
import { How, SHARING, textsFor } from '../../../protect/consent/operations.ts'

/** Whether they allow it; asked later, nothing is written down. */
export const Said = z.enum(['yes', 'no', 'later'])
type Said = z.infer<typeof Said>

/** What is asked when the person has not yet said yes to this organisation. */
export type Yes = {
  said?: Said | undefined
  parts?: string[] | undefined
  how?: How | undefined
  witness?: string | undefined
  locale?: string | undefined
  interpreter?: string | undefined
  interpreterKind?: InterpretedKind | undefined
  /** The evidence of it: a signature, a photo of the signed page, a thumbprint, a recording. */
  proof?: File | undefined
}

const asked = fields<Yes>()

/** The parts a receiver usually needs, selected at first; the person may add others. */
const OFFERED_FIRST = ['identity', 'contact', 'needs']

export const firstParts = (words: Words): string[] =>
  (textOf(words)?.fieldGroups ?? []).filter((code) => OFFERED_FIRST.includes(code))

/** The text that is read before something is shared. */
export const textOf = ({ pack }: Words) => textsFor(pack, SHARING)[0]

export function ConsentAsked({
  words,
  recipient,
  person,
  spoken,
}: {
  words: Words
  recipient: { id: string; name: string }
  person: string
  /** The languages on the record; undefined while they are not known. */
  spoken: readonly string[] | undefined
}) {
  const t = useMessages()
  const text = textOf(words)
  const [shows] = useSlot('consent.proof')
  const [interpreted] = useSlot('interpreter.asked')
  const [parts = []] = useWritten<readonly string[]>('parts')
  const [, setProof] = useWritten<File | undefined>('proof')
  const [said] = useWritten<Said>('said')
  const [how = ''] = useWritten<How | ''>('how')
  const { list } = useFormats()
  const named = (code: string) => words.term('fieldGroups', code)
  if (!text) return null
  return (
    <>
      <p>{t('referral.read_aloud', { name: recipient.name })}</p>
      <asked.Custom name="locale" label={t('kit.read_in')}>
        {({ value, onChange }) => (
          <ReadAloud
            text={text}
            spoken={spoken}
            purpose={SHARING}
            value={value || languageFor(words.pack, text, spoken)}
            onChange={onChange}
          />
        )}
      </asked.Custom>
      <Disclosure label={t('referral.parts_now', { parts: list(parts.map(named)) })}>
        <asked.Checks
          name="parts"
          label={t('referral.parts')}
          help={t('referral.parts_help', { name: recipient.name })}
          required
          missing={t('referral.identity_needed')}
          options={text.fieldGroups.map((code) => ({ value: code, label: named(code) }))}
        />
      </Disclosure>
      <asked.Choice
        name="said"
        label={t('referral.said', { name: recipient.name })}
        help={t('referral.said_help')}
        required
        missing={t('referral.said_missing')}
        inline
        options={Said.options.map((value) => ({ value, label: t(`referral.said.${value}`) }))}
      />
      {said === 'no' && <Notice>{t('referral.no_help', { name: recipient.name })}</Notice>}
      {said === 'later' && <Notice>{t('referral.later_help', { name: recipient.name })}</Notice>}
      {said === 'yes' && (
        <asked.Custom
          name="how"
          label={t('referral.consent_how')}
          required
          missing={t('referral.consent_missing')}
        >
          {({ value, onChange, ...control }) => (
            <ChoiceGroup<How>
              {...control}
              value={value ?? ''}
              onChange={(next) => {
                onChange(next)
                setProof(undefined)
              }}
              options={How.options.map((one) => ({ value: one, label: t(`referral.how.${one}`) }))}
            />
          )}
        </asked.Custom>
      )}
      {said === 'yes' && shows && how !== '' && (
        <SlotView
          key={how}
          content={shows}
          props={{ person, purpose: SHARING, recipient: recipient.id, parts, how }}
        />
      )}
      {said === 'yes' && how === 'verbal_with_witness' && (
        <asked.Text
          name="witness"
          label={t('referral.witness')}
          required
          missing={t('referral.witness_missing')}
        />
      )}
      {(said === 'yes' || said === 'no') && interpreted && (
        <SlotView content={interpreted} props={{ person }} />
      )}
    </>
  )
}
