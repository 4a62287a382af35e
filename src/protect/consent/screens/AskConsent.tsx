// Asks a person for consent: the words to read aloud, the purpose, the recipient and the parts, and their yes
// or no.
import * as z from 'zod/mini'
import { useState } from 'react'
import type { InputOf } from '../../../kernel/command.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { ChoiceGroup } from '../../../kit/fields/Field.tsx'
import { fields } from '../../../kit/form/fields.tsx'
import { useGiven, useSchemaForm, type FormOf, type ProblemFields } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, Part, Row } from '../../../kit/Form.tsx'
import { later } from '../../../kit/later.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { PackAwaited, usePack, type Words } from '../../../kit/pack.tsx'
import { languageFor, ReadAloud, spokenIn } from '../../../kit/ReadAloud.tsx'
import { navigate, SlotView, useLinked, useSlot } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { useAttach, wrongFile } from '../../../kit/upload.ts'
import { listOrganisations } from '../../../identity/organisations/operations.ts'
import {
  AskedAnswer,
  giveConsent,
  How,
  listConsents,
  RecipientClass,
  refuseConsent,
  SpokenFor,
} from '../operations.ts'
import * as policy from '../policy.ts'
import { textsFor } from '../rules/texts.ts'

const ProofAsked = later(() => import('./ProofAsked.tsx'))
const Ended = later(() => import('./Ended.tsx'))

const { id: _id, person: _person, attachment: _attachment, ...asked } = giveConsent.input.shape
/** What the form asks: a yes, a no or neither yet, and what a yes needs. */
const Answer = z.object({
  ...asked,
  // What depends on the answer: asking later needs none of it.
  purpose: z.optional(asked.purpose),
  recipient: z.optional(asked.recipient),
  fieldGroups: z.optional(z.array(z.string())),
  textVersion: z.optional(asked.textVersion),
  locale: z.optional(asked.locale),
  how: z.optional(asked.how),
  said: AskedAnswer,
  speaks: z.boolean(),
  proof: z.optional(z.file()),
})
type Answer = z.input<typeof Answer>
type Yes = InputOf<typeof giveConsent>

export default function AskConsent({ person }: { person: string }) {
  const words = usePack()
  return words ? <Asked person={person} words={words} /> : <PackAwaited />
}

function Asked({ person, words }: { person: string; words: Words }) {
  const t = useMessages()
  const say = useToast()
  const actor = useActor()
  const disabledReason = useMay(policy.record)
  const give = useCommand(giveConsent)
  const refuse = useCommand(refuseConsent)
  const organisations = useAsk(listOrganisations, {}).data ?? []
  // The keeper sees the record without a request; an organisation that received it may be told a no about
  // itself.
  const [interpreted] = useSlot('interpreter.asked')
  const consents = useAsk(listConsents, { person })
  const decided = consents.data
  const spoken = spokenIn(consents)
  const received = decided?.keptHere === false

  // A link from a refusal fills the form in; the person may still decide otherwise.
  const [linkedPurpose] = useLinked('purpose')
  const [linkedRecipient] = useLinked('recipient')
  const [linkedParts] = useLinked('parts')
  const wanted = linkedParts === '' ? [] : linkedParts.split(',')
  const [fitting] = textsFor(words.pack, linkedPurpose, wanted)
  const attach = useAttach()
  const [failed, setFailed] = useState<Error>()

  const form: FormOf<Answer> = useSchemaForm(Answer, {
    initial: {
      purpose: fitting ? linkedPurpose : '',
      recipient: linkedRecipient,
      fieldGroups: wanted.filter((part) => fitting?.fieldGroups.includes(part)),
      speaks: false,
    },
    input: ({ spokenFor, ...given }) => ({ ...given, ...(given.speaks && { spokenFor }) }),
    problems: {
      ...wrongFile('proof'),
      'consent.recipient_unknown': 'recipient',
      'organisation.closed': 'recipient',
      'consent.beyond_text': 'fieldGroups',
      'consent.expiry': 'expiresOn',
      'consent.witness_missing': 'witness',
      'consent.guardian_needed': 'speaks',
    } satisfies ProblemFields<typeof giveConsent, Answer>,
    draft: `consent.give/${person}`,
    send,
    busy: give.busy || refuse.busy,
    problem: failed ?? give.problem ?? refuse.problem,
  })
  const given = useGiven(form)
  const { purpose = '', recipient = '', fieldGroups: parts = [], how = '' } = given
  const texts = textsFor(words.pack, purpose, wanted)
  const text = texts.find((each) => each.version === given.textVersion) ?? texts[0]
  const locale = given.locale || (text ? languageFor(words.pack, text, spoken) : '')
  const { set } = form.shared
  const isNow = given.said !== 'later'
  const purposes = [...new Set(words.pack.consentTexts.flatMap((each) => each.purposes))]

  async function send({
    said,
    how,
    witness,
    expiresOn,
    speaks: _speaks,
    proof,
    ...answer
  }: Answer): Promise<Error | undefined> {
    setFailed(undefined)
    if (said === 'later') {
      await form.sent()
      say(t('consent.later_kept'))
      navigate(hrefTo('/people/:person', { person }, { tab: 'consent' }))
      return undefined
    }
    const { purpose, recipient, fieldGroups = [] } = answer
    if (!text || purpose === undefined || recipient === undefined) return undefined
    const about = { purpose, recipient, fieldGroups, textVersion: text.version, locale }
    const asked = { ...answer, ...about, id: form.idOf('consent'), person }
    const result =
      said === 'no' || how === undefined
        ? await refuse.run(asked, form.attempts)
        : await sendYes(proof, {
            ...asked,
            how,
            ...(how === 'verbal_with_witness' && { witness }),
            ...(expiresOn !== undefined && { expiresOn }),
          })
    if (result instanceof Error) return result
    if (result.state === 'refused') return result.problem
    const waits = result.state === 'done' && 'waitsFor' in result.output
    const kept = said === 'no' ? 'consent.no_kept' : waits ? 'consent.yes_waits' : 'consent.yes_kept'
    await form.sent()
    say(t(result.state === 'kept' ? 'consent.kept' : kept))
    navigate(
      result.state === 'kept'
        ? hrefTo('/people/:person', { person }, { tab: 'consent' })
        : hrefTo('/people/:person/consents/:consent', { person, consent: asked.id }),
    )
    return undefined
  }

  async function sendYes(proof: File | undefined, yes: Yes) {
    try {
      const attachment = await attach(person, proof)
      return await give.run({ ...yes, ...(attachment && { attachment }) }, form.attempts)
    } catch (error) {
      setFailed(error as Error)
      return error as Error
    }
  }

  return (
    <OperationForm of={form}>
      <Part title={t('consent.part_read')}>
        <form.Select
          name="purpose"
          label={t('consent.purpose')}
          help={t('consent.purpose_help')}
          required={isNow}
          missing={t('consent.purpose_missing')}
          options={purposes.map((code) => ({ value: code, label: words.term('purposes', code) }))}
        />
        {texts.length > 1 && (
          <ChoiceGroup
            label={t('consent.text')}
            value={text?.version ?? ''}
            onChange={(next) => {
              set('textVersion', next)
              set('fieldGroups', [])
            }}
            options={texts.map((each) => ({ value: each.version, label: words.say(each.title) }))}
          />
        )}
        {text && (
          <ReadAloud
            text={text}
            spoken={spoken}
            purpose={purpose}
            value={locale}
            onChange={(next) => set('locale', next)}
          />
        )}
      </Part>
      <Part title={t('consent.part_what')}>
        <form.Combobox
          name="recipient"
          label={t('consent.recipient')}
          required={isNow}
          missing={t('consent.recipient_missing')}
          options={[
            ...organisations
              .filter(
                (one) =>
                  (one.id !== actor.organisation || received || one.id === linkedRecipient) &&
                  RecipientClass.safeParse(one.class).success,
              )
              .map((one) => ({ value: one.id, label: one.name, group: t('consent.one_organisation') })),
            ...RecipientClass.options.map((one) => ({
              value: one as string,
              label: t(`consent.class.${one}`),
              group: t('consent.all_of_a_class'),
            })),
          ]}
        />
        {text && (
          <form.Checks
            name="fieldGroups"
            label={t('consent.parts')}
            required={isNow}
            help={t('consent.parts_help')}
            missing={t('consent.parts_missing')}
            options={text.fieldGroups.map((code) => ({
              value: code,
              label: words.term('fieldGroups', code),
            }))}
          />
        )}
      </Part>
      <Part title={t('consent.part_said')}>
        <form.Choice
          name="said"
          label={t('consent.said')}
          help={t('consent.said_help')}
          missing={t('consent.said_missing')}
          inline
          options={[
            { value: 'yes', label: t('consent.said.yes') },
            { value: 'no', label: t('consent.said.no') },
            { value: 'later', label: t('consent.said.later') },
          ]}
        />
        {given.said === 'no' && <Ended {...{ person, purpose, recipient, parts }} />}
        {given.said === 'yes' && (
          <>
            <form.Custom name="how" label={t('consent.how')} required missing={t('consent.how_missing')}>
              {({ value, onChange, ...control }) => (
                <ChoiceGroup<How>
                  {...control}
                  value={value ?? ''}
                  onChange={(next) => {
                    onChange(next)
                    set('proof', undefined)
                  }}
                  options={How.options.map((one) => ({ value: one, label: t(`consent.how.${one}`) }))}
                />
              )}
            </form.Custom>
            {how === 'verbal_with_witness' && (
              <form.Text
                name="witness"
                label={t('consent.witness')}
                required
                missing={t('consent.witness_missing')}
              />
            )}
            {how && <ProofAsked key={how} {...{ person, purpose, recipient, parts, how }} />}
            <form.DatePicker name="expiresOn" label={t('consent.sooner')} help={t('consent.sooner_help')} />
          </>
        )}
        {isNow && interpreted && <SlotView content={interpreted} props={{ person }} />}
        <form.Check name="speaks" label={t('consent.speaks')} help={t('consent.speaks_help')} />
        {given.speaks && (
          <form.Within name="spokenFor">
            <SpeakerFields />
          </form.Within>
        )}
      </Part>
      <Actions sticky>
        <Button type="submit" kind="primary" wide busy={form.busy} disabledReason={disabledReason}>
          {t('consent.write_down')}
        </Button>
      </Actions>
    </OperationForm>
  )
}

const speaker = fields<SpokenFor>()

/** Who decides for the person, in which capacity, and why. */
function SpeakerFields() {
  const t = useMessages()
  return (
    <>
      <speaker.Text name="name" label={t('consent.spoken_name')} required />
      <Row>
        <speaker.Select
          name="as"
          label={t('consent.spoken_as')}
          required
          options={SpokenFor.shape.as.options.map((value) => ({ value, label: t(`consent.as.${value}`) }))}
        />
        <speaker.Select
          name="because"
          label={t('consent.spoken_because')}
          required
          options={SpokenFor.shape.because.options.map((value) => ({
            value,
            label: t(`consent.because.${value}`),
          }))}
        />
      </Row>
    </>
  )
}
