// The welcome desk: search for the person first, then record as little as they wish, with or without a
// network.
import { hrefTo } from '../../../kernel/paths.ts'
import { personLikelyDuplicate } from '../problems.ts'
import { useDeferredValue, useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { newId, useAsk, useCommand, useOnline } from '../../../kit/data.tsx'
import { Check, SearchField, Select, TextArea, TextField } from '../../../kit/Field.tsx'
import { Actions, Form, Part, Row } from '../../../kit/Form.tsx'
import { Card, Disclosure, Inline, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useLinked, useUnsaved } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { registerPerson, searchPeople, type Candidate, type Elsewhere } from '../operations.ts'
import * as policy from '../policy.ts'
import { FirstFields, MoreFields } from './DetailFields.tsx'
import { People } from './People.tsx'
import { useToday } from './words.tsx'
import { detailsOf, guessNames, NOTHING_WRITTEN, offered, type Written } from './written.ts'

export default function Welcome() {
  const t = useMessages()
  const [text, setText] = useLinked('q')
  const [writing, setWriting] = useState(false)
  return (
    <Page width="narrow">
      <PageHeader title={t('person.welcome')} lead={t('person.welcome_lead')} />
      {writing ? (
        <NewRecord text={text} onBack={() => setWriting(false)} />
      ) : (
        <>
          <SearchField
            first
            label={t('person.search')}
            placeholder={t('person.search_help')}
            value={text}
            onChange={setText}
          />
          {text.trim() !== '' && <AlreadyHere text={text.trim()} />}
          <Actions>
            <Button kind="primary" icon="add" onClick={() => setWriting(true)}>
              {t(text.trim() === '' ? 'person.new_unsearched' : 'person.new')}
            </Button>
          </Actions>
        </>
      )}
    </Page>
  )
}

function AlreadyHere({ text }: { text: string }) {
  const t = useMessages()
  const asked = useAsk(searchPeople, { text }, { keep: true })
  return (
    <Answer of={asked}>
      {({ people, more }) => (
        <section aria-label={t('person.search_results')} className="stack">
          <p role="status" className="soft">
            {t('person.found', { count: people.length })}
          </p>
          {people.length > 0 && <People label={t('person.search_results')} people={people} />}
          {more && <Notice>{t('person.more_found')}</Notice>}
        </section>
      )}
    </Answer>
  )
}

type Papers = {
  type: string
  number: string
  kind: string
  reach: string
  safeToCall: boolean
  safeToText: boolean
}
const NO_PAPERS: Papers = { type: '', number: '', kind: '', reach: '', safeToCall: false, safeToText: false }

function NewRecord({ text, onBack }: { text: string; onBack: () => void }) {
  const t = useMessages()
  const say = useToast()
  const today = useToday()
  const online = useOnline()
  const disabledReason = useMay(policy.register)
  const words = usePack()
  const register = useCommand(registerPerson)
  const [id] = useState(newId)
  const [form, setForm] = useState<Written>(() => ({ ...NOTHING_WRITTEN, ...guessNames(text) }))
  const [papers, setPapers] = useState<Papers>(() => ({ ...NO_PAPERS, ...guessPapers(text) }))
  const [agreed, setAgreed] = useState(false)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const leave = useUnsaved(JSON.stringify(form) !== JSON.stringify(NOTHING_WRITTEN), t('kit.unsaved'))

  const kinds = words?.options('contactKinds') ?? []
  const types = words?.options('identifierTypes') ?? []
  const consent = words?.pack.consentTexts.find((each) => each.version === words.pack.consent)
  const kind = papers.kind || (kinds[0]?.value ?? '')
  const type = papers.type || (types[0]?.value ?? '')
  const said = offered(detailsOf(form, today))
  const identifiers = papers.number.trim() === '' ? [] : [{ type, number: papers.number.trim() }]
  const draft = useDeferredValue(
    JSON.stringify({
      ...('givenNames' in said && { givenNames: said.givenNames }),
      ...('firstSurname' in said && { firstSurname: said.firstSurname }),
      ...('secondSurname' in said && { secondSurname: said.secondSurname }),
      ...('born' in said && { born: said.born }),
      ...('sex' in said && { sex: said.sex }),
      identifiers,
      phones: papers.reach.trim() === '' ? [] : [papers.reach.trim()],
    }),
  )
  const worthAsking = Boolean(said.firstSurname ?? (identifiers.length > 0 || papers.reach.length > 6))
  const alike = useAsk(searchPeople, worthAsking ? { draft: JSON.parse(draft) as object } : null, {
    keep: true,
  })
  const stopped = stoppedBy(register.problem)
  const likely = stopped?.candidates ?? []
  const elsewhere = stopped?.elsewhere ?? []

  async function send() {
    const result = await register.run({
      id,
      ...said,
      identifiers: identifiers.map((one) => ({ id: newId(), ...one })),
      contacts:
        papers.reach.trim() === ''
          ? []
          : [
              {
                id: newId(),
                kind,
                value: papers.reach.trim(),
                safeToCall: papers.safeToCall,
                safeToText: papers.safeToText,
              },
            ],
      ...(agreed && words && { consentText: words.pack.consent }),
      ...(said.migrationStatus !== undefined &&
        form.statusPurpose !== '' && { statusPurpose: form.statusPurpose }),
      searched: alike.fromDevice || !online ? 'device' : 'everywhere',
      ...(likely.length > 0 &&
        reason.trim() !== '' && {
          notDuplicateOf: { people: likely.map((one) => one.id), because: reason.trim() },
        }),
      ...(asked && { askedElsewhere: true }),
    })
    if (result.state === 'refused') return
    say(t(result.state === 'kept' ? 'person.kept' : 'person.registered'))
    leave(hrefTo('/people/:person', { person: id }))
  }

  return (
    <Form onSubmit={send} problem={stopped ? undefined : register.problem}>
      <Inline>
        <Button kind="quiet" icon="back" onClick={onBack}>
          {t('person.back_to_search')}
        </Button>
      </Inline>
      <Part title={t('person.part.who')} help={t('person.part.who_help')}>
        <FirstFields form={form} onChange={setForm} autoFocus />
      </Part>
      <Part title={t('person.part.papers')} help={t('person.part.papers_help')}>
        <Row>
          <Select
            label={t('identifier.type')}
            value={type}
            onChange={(next) => setPapers({ ...papers, type: next })}
            options={types}
          />
          <TextField
            label={t('identifier.number')}
            optional
            maxLength={60}
            value={papers.number}
            onChange={(number) => setPapers({ ...papers, number })}
          />
        </Row>
        <Row>
          <Select
            label={t('contact.kind')}
            value={kind}
            onChange={(next) => setPapers({ ...papers, kind: next })}
            options={kinds}
          />
          <TextField
            label={t('contact.value')}
            optional
            maxLength={160}
            value={papers.reach}
            onChange={(reach) => setPapers({ ...papers, reach })}
          />
        </Row>
        {papers.reach.trim() !== '' && (
          <Row>
            <Check
              label={t('contact.safe_to_call')}
              checked={papers.safeToCall}
              onChange={(safeToCall) => setPapers({ ...papers, safeToCall })}
            />
            <Check
              label={t('contact.safe_to_text')}
              checked={papers.safeToText}
              onChange={(safeToText) => setPapers({ ...papers, safeToText })}
            />
          </Row>
        )}
      </Part>
      <Disclosure label={t('person.part.more')}>
        <p className="soft">{t('person.part.more_help')}</p>
        <MoreFields form={form} onChange={setForm} />
      </Disclosure>
      {words && consent && (
        <>
          <Disclosure label={words.say(consent.title)}>
            <p>{words.say(consent.text)}</p>
          </Disclosure>
          <Check
            label={t('person.agrees')}
            help={t('person.agrees_help')}
            checked={agreed}
            onChange={setAgreed}
          />
        </>
      )}
      {!stopped && (alike.data?.elsewhere.length ?? 0) > 0 && (
        <Notice title={t('match.elsewhere')}>
          <AskThere elsewhere={alike.data?.elsewhere ?? []} />
        </Notice>
      )}
      {!stopped && (alike.data?.people.length ?? 0) > 0 && (
        <Card title={t('match.maybe')} icon="people">
          <p className="soft">{t('match.maybe_help')}</p>
          <People label={t('match.maybe')} people={alike.data?.people.slice(0, 4) ?? []} />
        </Card>
      )}
      {likely.length > 0 && (
        <Card title={t('match.stop')} icon="people" tone="now">
          <p role="alert">{t('match.stop_help')}</p>
          <People label={t('match.stop')} people={likely} />
          <TextArea
            label={t('match.because')}
            help={t('match.because_help')}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={setReason}
          />
        </Card>
      )}
      {(elsewhere.length > 0 || asked) && (
        <Card title={t('match.elsewhere')} icon="people" tone="now">
          {elsewhere.length > 0 && <AskThere elsewhere={elsewhere} />}
          <Check
            label={t('match.asked_elsewhere')}
            help={t('match.asked_elsewhere_help')}
            checked={asked}
            onChange={setAsked}
          />
        </Card>
      )}
      <Actions sticky>
        <Button type="submit" kind="primary" wide busy={register.busy} disabledReason={disabledReason}>
          {t(stopped ? 'match.register_anyway' : 'person.register')}
        </Button>
      </Actions>
    </Form>
  )
}

type Stopped = { candidates: Candidate[]; elsewhere: Elsewhere[] }

/** The likely duplicates that caused the refusal, if that was the reason. */
function stoppedBy(problem: Error | undefined): Stopped | undefined {
  if (!personLikelyDuplicate.is(problem)) return undefined
  return problem.data as unknown as Stopped
}

/** A similar record exists that this user may not see: which centre to ask, and nothing about the person. */
function AskThere({ elsewhere }: { elsewhere: readonly Elsewhere[] }) {
  const t = useMessages()
  const { list } = useFormats()
  const names = elsewhere.map(({ centre }) => centre?.name ?? t('match.no_centre'))
  return <p role="alert">{t('match.ask_there', { centres: list(names) })}</p>
}

/**
 * A number typed into the search box is taken as a document's, or with ten digits and more as a telephone's.
 */
function guessPapers(text: string): Partial<Papers> {
  const digits = text.replace(/\D/gu, '')
  if (digits.length < 4) return {}
  return digits.length >= 10 ? { reach: text.trim() } : { number: text.trim() }
}
