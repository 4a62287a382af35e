// The form of a new record at the welcome desk: as little as the person wishes, with or without a network.
import { hrefTo } from '../../../kernel/paths.ts'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import * as z from 'zod/mini'
import type { InputOf, OutputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk, useCommand, useOnline, type Attempts } from '../../../kit/data.tsx'
import { ChoiceGroup } from '../../../kit/fields/Field.tsx'
import { useGiven, useSchemaForm, type FormOf, type ProblemFields } from '../../../kit/form/form.ts'
import type { Given } from '../../../kit/form/names.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, Part, Row } from '../../../kit/Form.tsx'
import { Card, Disclosure, Inline } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { languageFor, ReadAloud } from '../../../kit/ReadAloud.tsx'
import { mayLeave, navigate } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { AskedAnswer, refuseConsent, textsFor } from '../../../protect/consent/operations.ts'
import {
  changePerson,
  Comparison,
  Draft,
  registerPerson,
  searchPeople,
  type Candidate,
  type Elsewhere,
} from '../operations.ts'
import * as policy from '../policy.ts'
import { personLikelyDuplicate } from '../problems.ts'
import { FIELDS } from '../rules/shapes.ts'
import { FirstFields, MoreFields } from './DetailFields.tsx'
import { LanguageFields, SpokenFirst } from './LanguageFields.tsx'
import { SERVING } from './Agreed.tsx'
import { People } from './People.tsx'
import { correctionOf, guessNames, guessPapers } from './written.ts'

/** What the form asks: of the record, and how they answered the question of consent. */
const Asked = z.extend(registerPerson.input, {
  agrees: z.optional(AskedAnswer),
  /** The language that the text was read in. */
  reads: z.optional(z.string()),
})
type Asked = z.input<typeof Asked>

export default function NewRecord({ text, onBack }: { text: string; onBack: () => void }) {
  const t = useMessages()
  const say = useToast()
  const online = useOnline()
  const disabledReason = useMay(policy.register)
  const words = usePack()
  const kinds = words?.options('contactKinds') ?? []
  const types = words?.options('identifierTypes') ?? []
  const consent = words && textsFor(words.pack, SERVING)[0]
  const [ids] = useState(() => ({ person: newId(), identifier: newId(), contact: newId() }))
  const actor = useActor()
  const register = useCommand(registerPerson)
  const change = useCommand(changePerson)
  const refuse = useCommand(refuseConsent)
  // What was found meanwhile belongs to the input too.
  const found = useRef({
    likely: [] as readonly Candidate[],
    searched: 'everywhere' as 'everywhere' | 'device',
  })

  const form: FormOf<Asked> = useSchemaForm(Asked, {
    initial: {
      id: ids.person,
      ...guessNames(text),
      born: { date: '' },
      notDuplicateOf: { decision: 'different' },
      identifiers: [{ id: ids.identifier, number: '' }],
      contacts: [{ id: ids.contact, value: '', safeToCall: false, safeToText: false }],
      ...guessPapers(text, ids),
    },
    input({ identifiers = [], contacts = [], statusPurpose, notDuplicateOf, consentText, ...given }) {
      const { because, decision } = notDuplicateOf ?? {}
      const { likely, searched } = found.current
      return {
        ...given,
        identifiers: identifiers
          .filter(({ number }) => number !== undefined)
          .map((one) => ({ type: types[0]?.value, ...one })),
        contacts: contacts
          .filter(({ value }) => value !== undefined)
          .map((one) => ({ kind: kinds[0]?.value, ...one })),
        ...(given.migrationStatus !== undefined && { statusPurpose }),
        ...(answerOf({ ...given, consentText }) === 'yes' && { consentText: consent?.version }),
        ...(likely.length > 0 &&
          because !== undefined && {
            notDuplicateOf: { people: likely.map((one) => one.id), because, decision },
          }),
        searched,
      }
    },
    problems: {
      'person.born_in_future': 'born',
      'identifier.strange_character': 'identifiers.0.number',
      'identifier.wrong_shape': 'identifiers.0.number',
      'identifier.twice': 'identifiers.0.number',
      'contact.twice': 'contacts.0.value',
      'status.purpose_missing': 'statusPurpose',
      'status.not_asked_here': 'migrationStatus',
    } satisfies ProblemFields<typeof registerPerson>,
    draft: 'person.register',
    draftTitle: ({ called, givenNames, firstSurname }) =>
      [called, givenNames, firstSurname].filter((name) => typeof name === 'string').join(' '),
    corrects: (field) => FIELDS.some((one) => one === field),
    busy: register.busy || refuse.busy || change.busy,
    problem: register.problem ?? refuse.problem ?? change.problem,
    send,
  })
  const given = useGiven(form)

  /** A draft of an earlier release holds a yes as the version of its text alone. */
  function answerOf({ agrees, consentText }: Given<Asked>): AskedAnswer | undefined {
    return agrees || (consentText !== undefined && consentText === words?.pack.consent ? 'yes' : undefined)
  }

  async function send({ agrees, reads, ...input }: Asked, attempts: Attempts) {
    const result = await register.run(input, attempts)
    if (result.state === 'refused') return result.problem
    const { id } = input
    if (agrees === 'no') {
      const refused = await writeDownNo(input, reads, attempts)
      if (refused) return refused
    }
    // Saved at an earlier attempt whose answer was lost: what was changed since is a correction.
    const wanted = form.correction()
    if (wanted) {
      const base = result.state === 'done' ? result.output.version : 1
      const corrected = await change.run({ id, base, ...correctionOf(input, wanted) })
      if (corrected.state === 'refused') return corrected.problem
    }
    await form.sent()
    say(t(result.state === 'kept' ? 'person.kept' : 'person.registered'))
    navigate(hrefTo('/people/:person', { person: id }, { next: 'registered' }))
    return undefined
  }

  /** A no is kept as every other; not asked yet is no answer, and the record shows it. */
  async function writeDownNo(
    { id: person, languages }: InputOf<typeof registerPerson>,
    reads: string | undefined,
    attempts: Attempts,
  ) {
    if (!consent || !words) return undefined
    const no = {
      id: form.idOf('refusal'),
      person,
      purpose: SERVING,
      recipient: actor.organisation,
      fieldGroups: consent.fieldGroups,
      textVersion: consent.version,
      locale: reads || languageFor(words.pack, consent, languages),
    }
    const result = await refuse.run(no, attempts)
    return result.state === 'refused' ? result.problem : undefined
  }
  const alike = useAlike(given)
  const stopped = stoppedBy(form.problem)
  const elsewhere = stopped?.elsewhere ?? []
  const searched = alike.fromDevice || !online ? 'device' : 'everywhere'
  // Without a network nothing is refused: of those on the device it can be said at once.
  const onDevice = searched === 'device' ? alike.data?.people : undefined
  const likely = stopped?.candidates ?? onDevice?.filter(({ strength }) => strength === 'strong') ?? NOBODY
  const isUnsure = given.notDuplicateOf?.decision === 'unsure'
  useEffect(() => {
    found.current = { likely, searched }
  }, [likely, searched])

  return (
    <OperationForm of={form} isSaid={stopped !== undefined}>
      <Inline>
        <Button kind="quiet" icon="back" onClick={() => mayLeave() && onBack()}>
          {t('person.back_to_search')}
        </Button>
      </Inline>
      <Part title={t('person.part.who')} help={t('person.part.who_help')}>
        <FirstFields autoFocus />
      </Part>
      <Part title={t('person.part.papers')} help={t('person.part.papers_help')}>
        <Row>
          <form.Select name="identifiers.0.type" label={t('identifier.type')} preset options={types} />
          <form.Text name="identifiers.0.number" label={t('identifier.number')} />
        </Row>
        <Row>
          <form.Select name="contacts.0.kind" label={t('contact.kind')} preset options={kinds} />
          <form.Text name="contacts.0.value" label={t('contact.value')} />
        </Row>
        {(given.contacts?.length ?? 0) > 0 && (
          <Row>
            <form.Check name="contacts.0.safeToCall" label={t('contact.safe_to_call')} />
            <form.Check name="contacts.0.safeToText" label={t('contact.safe_to_text')} />
          </Row>
        )}
      </Part>
      <Disclosure label={t('person.part.more')}>
        <p className="soft">{t('person.part.more_help')}</p>
        <LanguageFields more />
        <MoreFields />
      </Disclosure>
      <SpokenFirst />
      {words && consent && (
        <>
          <Disclosure label={words.say(consent.title)}>
            <ReadAloud
              text={consent}
              spoken={given.languages ?? []}
              purpose={SERVING}
              value={given.reads || languageFor(words.pack, consent, given.languages)}
              onChange={(next) => form.shared.set('reads', next)}
            />
          </Disclosure>
          <form.Custom name="agrees" label={t('person.agrees')}>
            {({ id, label, onChange, error }) => (
              <ChoiceGroup<AskedAnswer>
                {...{ id, label, error }}
                help={t('person.agrees_help')}
                inline
                value={answerOf(given) ?? ''}
                onChange={onChange}
                options={AskedAnswer.options.map((answer) => ({
                  value: answer,
                  label: t(`person.agrees.${answer}`),
                }))}
              />
            )}
          </form.Custom>
        </>
      )}
      {likely.length === 0 && !stopped && <MaybeHere alike={alike.data} />}
      {likely.length > 0 && (
        <Card title={t('match.stop')} icon="people" tone="now">
          <p role="alert">{t(stopped ? 'match.stop_help' : 'match.offline_help')}</p>
          <People label={t('match.stop')} people={likely} />
          <form.Choice
            name="notDuplicateOf.decision"
            label={t('match.decision')}
            inline
            options={Comparison.options.map((value) => ({ value, label: t(`person.decision.${value}`) }))}
          />
          <form.TextArea
            name="notDuplicateOf.because"
            label={t(isUnsure ? 'match.unsure_because' : 'match.because')}
            help={t(isUnsure ? 'match.unsure_because_help' : 'match.because_help')}
            required={stopped !== undefined}
            rows={2}
          />
        </Card>
      )}
      {(elsewhere.length > 0 || given.askedElsewhere === true) && (
        <Card title={t('match.elsewhere')} icon="people" tone="now">
          {elsewhere.length > 0 && <AskThere elsewhere={elsewhere} />}
          <form.Check
            name="askedElsewhere"
            label={t('match.asked_elsewhere')}
            help={t('match.asked_elsewhere_help')}
          />
        </Card>
      )}
      <Actions sticky>
        <Button type="submit" kind="primary" wide busy={form.busy} disabledReason={disabledReason}>
          {t(stopped ? (isUnsure ? 'match.register_unsure' : 'match.register_anyway') : 'person.register')}
        </Button>
      </Actions>
    </OperationForm>
  )
}

/** People like the one being registered, looked for while the form is filled in. */
function useAlike(given: Given<Asked>) {
  const { givenNames, firstSurname, secondSurname, born, sex, identifiers = [], contacts = [] } = given
  const numbers = identifiers.map(({ type, number }) => ({ type, number }))
  const phones = contacts.map(({ value }) => value)
  const draft = useDeferredValue(
    JSON.stringify({ givenNames, firstSurname, secondSurname, born, sex, identifiers: numbers, phones }),
  )
  // What the schema refuses is not searched: half a date, an age that is none.
  const known = Draft.safeParse(JSON.parse(draft))
  const worthAsking = Boolean(firstSurname ?? (numbers.length > 0 || (phones[0]?.length ?? 0) > 6))
  return useAsk(searchPeople, worthAsking && known.success ? { draft: known.data } : null, { keep: true })
}

function MaybeHere({ alike }: { alike: OutputOf<typeof searchPeople> | undefined }) {
  const t = useMessages()
  if (!alike) return null
  return (
    <>
      {alike.elsewhere.length > 0 && (
        <Notice title={t('match.elsewhere')}>
          <AskThere elsewhere={alike.elsewhere} />
        </Notice>
      )}
      {alike.people.length > 0 && (
        <Card title={t('match.maybe')} icon="people">
          <p className="soft">{t('match.maybe_help')}</p>
          <People label={t('match.maybe')} people={alike.people.slice(0, 4)} />
        </Card>
      )}
    </>
  )
}

const NOBODY: readonly Candidate[] = []

type Stopped = { candidates: Candidate[]; elsewhere: Elsewhere[] }

/** The likely duplicates that caused the refusal, if that was the reason. */
function stoppedBy(problem: Error | undefined): Stopped | undefined {
  if (!personLikelyDuplicate.is(problem)) return undefined
  const { candidates, elsewhere } = problem.data
  return { candidates: candidates as Candidate[], elsewhere: elsewhere as Elsewhere[] }
}

/** A similar record exists that this user may not see: which centre to ask, and nothing about the person. */
function AskThere({ elsewhere }: { elsewhere: readonly Elsewhere[] }) {
  const t = useMessages()
  const { list } = useFormats()
  const names = elsewhere.map(({ centre }) => centre?.name ?? t('match.no_centre'))
  return <p role="alert">{t('match.ask_there', { centres: list(names) })}</p>
}
