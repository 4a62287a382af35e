// Asks a person for consent: the words to read aloud, the purpose, the recipient and the parts, and their yes
// or no.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/Button.tsx'
import { DateField } from '../../../kit/DateField.tsx'
import { newId, useAsk, useCommand, useOnline } from '../../../kit/data.tsx'
import { Check, CheckGroup, ChoiceGroup, Select, TextField } from '../../../kit/Field.tsx'
import { Actions, Form, Part, Row } from '../../../kit/Form.tsx'
import { Card, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import { usePack, type Words } from '../../../kit/pack.tsx'
import { navigate, useLinked, type ScreenProps } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Loading } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { upload } from '../../../kit/upload.ts'
import { listOrganisations } from '../../../identity/organisations/operations.ts'
import {
  giveConsent,
  How,
  listConsents,
  RecipientClass,
  refuseConsent,
  SpokenFor,
  type Recipient,
} from '../operations.ts'
import * as policy from '../policy.ts'
import { Ended } from './Ended.tsx'
import ProofAsked from './ProofAsked.tsx'

export default function AskConsent({ params: { person } }: ScreenProps<'/people/:person/consent'>) {
  const words = usePack()
  return words ? <Asked person={person} words={words} /> : <Loading />
}

function Asked({ person, words }: { person: string; words: Words }) {
  const t = useMessages()
  const say = useToast()
  const { locale } = useLocale()
  const actor = useActor()
  const online = useOnline()
  const disabledReason = useMay(policy.record)
  const give = useCommand(giveConsent)
  const refuse = useCommand(refuseConsent)
  const organisations = useAsk(listOrganisations, {}).data ?? []
  // The keeper sees the record without a request; an organisation that received it may be told a no about
  // itself.
  const received = useAsk(listConsents, { person }).data?.keptHere === false
  const { consentTexts } = words.pack

  // A link from a refusal fills the form in; the person may still decide otherwise.
  const [linkedPurpose] = useLinked('purpose')
  const [linkedRecipient] = useLinked('recipient')
  const [linkedParts] = useLinked('parts')
  const wanted = linkedParts === '' ? [] : linkedParts.split(',')
  // The text that covers most of the wanted parts.
  const [fitting] = consentTexts
    .filter(({ purposes }) => purposes.includes(linkedPurpose))
    .map((each) => ({ ...each, fits: wanted.filter((part) => each.fieldGroups.includes(part)) }))
    .toSorted((a, b) => b.fits.length - a.fits.length)
  const [version, setVersion] = useState(fitting?.version ?? words.pack.consent)
  const text = consentTexts.find((each) => each.version === version)
  const [purpose, setPurpose] = useState(fitting ? linkedPurpose : '')
  const [recipient, setRecipient] = useState(linkedRecipient)
  const [parts, setParts] = useState<string[]>(fitting?.fits ?? [])
  const [said, setSaid] = useState<'yes' | 'no' | ''>('')
  const [how, setHow] = useState<How | ''>('')
  const [witness, setWitness] = useState('')
  const [proof, setProof] = useState<File>()
  const [until, setUntil] = useState('')
  const [speaks, setSpeaks] = useState(false)
  const [spokenFor, setSpokenFor] = useState<{ name: string; as: string; because: string }>({
    name: '',
    as: '',
    because: '',
  })
  const [tried, setTried] = useState(false)
  const [failed, setFailed] = useState<Error>()

  const spoken = speaks ? SpokenFor.safeParse(spokenFor) : undefined
  const errors = [
    ...(purpose ? [] : [t('consent.purpose_missing')]),
    ...(recipient ? [] : [t('consent.recipient_missing')]),
    ...(parts.length > 0 ? [] : [t('consent.parts_missing')]),
    ...(said ? [] : [t('consent.said_missing')]),
    ...(said === 'yes' && !how ? [t('consent.how_missing')] : []),
    ...(said === 'yes' && how === 'verbal_with_witness' && !witness.trim()
      ? [t('consent.witness_missing')]
      : []),
    ...(spoken?.success === false ? [t('consent.spoken_missing')] : []),
  ]

  async function send() {
    setTried(true)
    setFailed(undefined)
    if (errors.length > 0) return
    const asked = {
      id: newId(),
      person,
      purpose,
      recipient: recipient as Recipient,
      fieldGroups: parts,
      textVersion: version,
      locale,
      ...(spoken?.success && { spokenFor: spoken.data }),
    }
    const result = said === 'no' ? await refuse.run(asked) : await sendYes(asked)
    if (!result || result.state === 'refused') return
    const waits = result.state === 'done' && 'waitsFor' in result.output
    const kept = said === 'no' ? 'consent.no_kept' : waits ? 'consent.yes_waits' : 'consent.yes_kept'
    say(t(result.state === 'kept' ? 'consent.kept' : kept))
    navigate(
      result.state === 'kept'
        ? hrefTo('/people/:person', { person }, { tab: 'consent' })
        : hrefTo('/people/:person/consents/:consent', { person, consent: asked.id }),
    )
  }

  async function sendYes(asked: Parameters<typeof refuse.run>[0]) {
    if (how === '') return undefined
    const attachment = proof && online ? newId() : undefined
    try {
      if (attachment && proof)
        await upload('/api/attachments', { id: attachment, person, name: proof.name.slice(-200) }, proof)
    } catch (error) {
      setFailed(error as Error)
      return undefined
    }
    return give.run({
      ...asked,
      how,
      ...(how === 'verbal_with_witness' && { witness }),
      ...(attachment && { attachment }),
      ...(until && { expiresOn: until }),
    })
  }

  return (
    <Page width="narrow">
      <PageHeader
        title={t('consent.ask')}
        lead={t('consent.ask_lead')}
        back={{
          href: hrefTo('/people/:person', { person }, { tab: 'consent' }),
          label: t('consent.back_person'),
        }}
      />
      <Form onSubmit={send} problem={failed ?? give.problem ?? refuse.problem} errors={tried ? errors : []}>
        <Part title={t('consent.part_read')}>
          {consentTexts.length > 1 && (
            <ChoiceGroup
              label={t('consent.text')}
              value={version}
              onChange={(next) => {
                setVersion(next)
                setParts([])
                setPurpose('')
              }}
              options={consentTexts.map((each) => ({ value: each.version, label: words.say(each.title) }))}
            />
          )}
          {text && (
            <Card title={words.say(text.title)}>
              <p>{words.say(text.text)}</p>
            </Card>
          )}
        </Part>
        <Part title={t('consent.part_what')}>
          <Select
            label={t('consent.purpose')}
            value={purpose}
            onChange={setPurpose}
            options={(text?.purposes ?? []).map((code) => ({
              value: code,
              label: words.term('purposes', code),
            }))}
          />
          <Select
            label={t('consent.recipient')}
            value={recipient}
            onChange={setRecipient}
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
          <CheckGroup
            label={t('consent.parts')}
            help={t('consent.parts_help')}
            values={parts}
            onChange={setParts}
            options={(text?.fieldGroups ?? []).map((code) => ({
              value: code,
              label: words.term('fieldGroups', code),
            }))}
          />
        </Part>
        <Part title={t('consent.part_said')}>
          <ChoiceGroup
            label={t('consent.said')}
            help={t('consent.said_help')}
            value={said}
            onChange={setSaid}
            inline
            options={[
              { value: 'yes', label: t('consent.said.yes') },
              { value: 'no', label: t('consent.said.no') },
            ]}
          />
          {said === 'no' && <Ended {...{ person, purpose, recipient, parts }} />}
          {said === 'yes' && (
            <>
              <ChoiceGroup
                label={t('consent.how')}
                value={how}
                onChange={(next) => {
                  setHow(next)
                  setProof(undefined)
                }}
                options={How.options.map((one) => ({ value: one, label: t(`consent.how.${one}`) }))}
              />
              {how === 'verbal_with_witness' && (
                <TextField label={t('consent.witness')} value={witness} onChange={setWitness} />
              )}
              {how && (
                <ProofAsked key={how} {...{ person, purpose, recipient, parts, how }} onFile={setProof} />
              )}
              <DateField
                label={t('consent.sooner')}
                help={t('consent.sooner_help')}
                optional
                value={until}
                onChange={setUntil}
              />
            </>
          )}
          <Check
            label={t('consent.speaks')}
            help={t('consent.speaks_help')}
            checked={speaks}
            onChange={setSpeaks}
          />
          {speaks && (
            <>
              <TextField
                label={t('consent.spoken_name')}
                value={spokenFor.name}
                onChange={(name) => setSpokenFor({ ...spokenFor, name })}
              />
              <Row>
                <Select
                  label={t('consent.spoken_as')}
                  value={spokenFor.as}
                  onChange={(as) => setSpokenFor({ ...spokenFor, as })}
                  options={SpokenFor.shape.as.options.map((one) => ({
                    value: one as string,
                    label: t(`consent.as.${one}`),
                  }))}
                />
                <Select
                  label={t('consent.spoken_because')}
                  value={spokenFor.because}
                  onChange={(why) => setSpokenFor({ ...spokenFor, because: why })}
                  options={SpokenFor.shape.because.options.map((one) => ({
                    value: one as string,
                    label: t(`consent.because.${one}`),
                  }))}
                />
              </Row>
            </>
          )}
        </Part>
        <Actions sticky>
          <Button
            type="submit"
            kind="primary"
            wide
            busy={give.busy || refuse.busy}
            disabledReason={disabledReason}
          >
            {t('consent.write_down')}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}
