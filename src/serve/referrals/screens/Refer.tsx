// Refers a person in three parts on one screen: to whom, why, and the person's consent.
import * as z from 'zod/mini'
import { useState } from 'react'
import { Id } from '../../../kernel/words.ts'
import {
  decisionsOf,
  giveConsent,
  listConsents,
  refuseConsent,
  present,
  saidNo,
  SHARING,
  type Consent,
} from '../../../protect/consent/operations.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { dateIn } from '../../../kernel/time.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { ChoiceGroup, SearchField } from '../../../kit/fields/Field.tsx'
import { useGiven, useSchemaForm, type FormOf, type ProblemFields } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, Part } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { PackAwaited, usePack, type Words } from '../../../kit/pack.tsx'
import { languageFor, spokenIn } from '../../../kit/ReadAloud.tsx'
import { forgetUnsaved, mayLeave, navigate, useLinked } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { useAttach, wrongFile } from '../../../kit/upload.ts'
import { attachReferral, getWork, type Work } from '../../cases/operations.ts'
import { furtherSearch, listServices, type Service } from '../../services/operations.ts'
import { draftReferral, redirectReferral, sendReferral } from '../operations.ts'
import * as policy from '../policy.ts'
import { ConsentAsked, firstParts, Said, textOf, type Yes } from './ConsentAsked.tsx'

const SHOWN = 8

/** What the form asks: of the referral, and of the consent where there is none yet. */
const Wanted = z.object({
  service: Id,
  reason: z.optional(draftReferral.input.shape.reason),
  said: z.optional(Said),
  parts: z.optional(giveConsent.input.shape.fieldGroups),
  how: z.optional(giveConsent.input.shape.how),
  witness: giveConsent.input.shape.witness,
  locale: z.optional(giveConsent.input.shape.locale),
  interpreter: giveConsent.input.shape.interpreter,
  interpreterKind: giveConsent.input.shape.interpreterKind,
  proof: z.optional(z.file()),
})
type Wanted = z.input<typeof Wanted>

export default function Refer({ person }: { person: string }) {
  const words = usePack()
  const [need] = useLinked('need', '')
  const services = useAsk(listServices, {})
  const work = useAsk(getWork, { person })
  if (!words) return <PackAwaited />
  return (
    <Answer of={services}>
      {({ services: all }) => (
        <ReferForm person={person} words={words} services={all} work={work.data} need={need || undefined} />
      )}
    </Answer>
  )
}

function ReferForm({
  person,
  words,
  services,
  work,
  need,
}: {
  person: string
  words: Words
  services: readonly Service[]
  work: Work | undefined
  need: string | undefined
}) {
  const t = useMessages()
  const say = useToast()
  const actor = useActor()
  const disabledReason = useMay(policy.send)
  const [step] = useLinked('step', '')
  const [instead] = useLinked('instead', '')
  const [linked] = useLinked('service', '')
  const consents = useAsk(listConsents, { person })
  const give = useCommand(giveConsent)
  const refuse = useCommand(refuseConsent)
  const draft = useCommand(draftReferral)
  const send = useCommand(sendReferral)
  const redirect = useCommand(redirectReferral)
  const attach = useCommand(attachReferral)

  const about = work?.needs.find((each) => each.id === need)
  // A service that a link names is found and chosen at first.
  const [picked, setPicked] = useState(() => services.find((each) => each.id === linked))
  const [text, setText] = useState(picked?.name ?? '')
  const bring = useAttach()
  const [failed, setFailed] = useState<Error>()

  const further = useAsk(listServices, furtherSearch(services, text), { keep: true }).data?.services
  const [today] = useState(() => dateIn(new Date().toISOString(), actor.timeZone))
  const form: FormOf<Wanted> = useSchemaForm(Wanted, {
    initial: { parts: firstParts(words), ...(picked && { service: picked.id }) },
    // Nobody takes a person in without knowing who it is.
    rules: ({ said, parts = [], service }) => [
      ...(isToAsk() && said !== 'later' && !parts.includes('identity')
        ? [{ at: 'parts' as const, text: t('referral.identity_needed') }]
        : []),
      // Of a draft, found by a search that is not on the screen any more.
      ...(service !== undefined && !chosen
        ? [{ at: 'service' as const, text: t('referral.service_missing') }]
        : []),
    ],
    problems: {
      ...wrongFile('proof'),
      'service.not_offered': 'service',
      'provider.full': 'service',
      'organisation.closed': 'service',
    } satisfies ProblemFields<typeof sendReferral, Wanted>,
    draft: `referral.send/${instead || person}`,
    send: submit,
    busy: draft.busy || send.busy || give.busy || refuse.busy || redirect.busy,
    problem:
      failed ??
      draft.problem ??
      send.problem ??
      redirect.problem ??
      give.problem ??
      refuse.problem ??
      attach.problem,
  })
  const given = useGiven(form)
  const chosen = [...services, ...(further ?? []), ...(picked ? [picked] : [])].find(
    (each) => each.id === given.service,
  )
  const said = consents.data?.consents ?? []
  const use = {
    purpose: SHARING,
    organisation: chosen?.organisation.id ?? '',
    organisationClass: chosen?.organisation.class ?? '',
  }
  const found = (standing: 'in_force' | 'waiting') =>
    said.find(
      (each) =>
        each.purpose === SHARING &&
        each.recipient.id === use.organisation &&
        each.standing === standing &&
        each.fieldGroups.includes('identity') &&
        (each.expiresOn ?? '') >= today,
    )
  const isRefused = saidNo(decisionsOf(said), use, 'identity', present(today))
  const inForce = isRefused ? undefined : found('in_force')
  // A consent that is already recorded and waits for its evidence is completed, not recorded a second time.
  const waiting = inForce ? undefined : found('waiting')
  const isToAsk = () => chosen !== undefined && !inForce && !waiting
  /** Nothing is sent: the person said no, or is asked later. */
  const stops = isToAsk() && (given.said === 'no' || given.said === 'later') ? given.said : undefined

  async function submit(wanted: Wanted): Promise<Error | undefined> {
    setFailed(undefined)
    if (!chosen) return undefined
    const { reason = '', said } = wanted
    if (isToAsk() && said === 'later') return askLater(reason)
    if (isToAsk() && said === 'no') return await writeDownNo(chosen, wanted)
    const yes = inForce ?? waiting ?? (await askConsent(chosen, wanted))
    if (yes instanceof Error) return yes
    const consent = yes.id
    const id = form.idOf('referral')
    const to = chosen.organisation.id
    // Without its evidence the consent allows nothing yet, so nothing is sent: a new referral is kept as a
    // draft until then.
    if (yes.waitsFor && yes.waitsFor.length > 0) {
      consents.again()
      if (instead) return undefined
      const kept = await draft.run(
        { person, id, to, service: chosen.id, reason, consent, ...(need && { need }) },
        form.attempts,
      )
      if (kept.state === 'refused') return kept.problem
      await form.sent()
      say(t('referral.kept_until_proven'))
      navigate(hrefTo('/people/:person', { person }, { tab: 'consent' }))
      return undefined
    }
    const result = instead
      ? await redirect.run({ person, id: instead, newId: id, to, service: chosen.id, consent }, form.attempts)
      : await send.run(
          { person, id, to, service: chosen.id, reason, consent, ...(need && { need }) },
          form.attempts,
        )
    if (result.state === 'refused') return result.problem
    if (step) await attach.run({ person, id: step, referral: id }, form.attempts)
    await form.sent()
    say(t(result.state === 'kept' ? 'referral.kept' : 'referral.done.send'))
    navigate(hrefTo('/people/:person', { person }, { tab: 'referrals' }))
    return undefined
  }

  /** The reason stays in the draft, where there is one; where there is none, it is not lost without a question. */
  function askLater(reason: string): undefined {
    if (reason !== '' && !mayLeave()) return
    forgetUnsaved()
    say(t(form.draft.keeps ? 'referral.later_draft' : 'referral.later_done'))
    navigate(hrefTo('/people/:person', { person }))
  }

  /** What was asked, the same for a yes and a no. */
  function asked(to: Service, { parts = [], locale, interpreter, interpreterKind }: Yes) {
    const text = textOf(words)
    return (
      text && {
        id: form.idOf('consent'),
        person,
        purpose: SHARING,
        recipient: to.organisation.id,
        fieldGroups: parts,
        textVersion: text.version,
        locale: locale || languageFor(words.pack, text, consents.data?.languages),
        ...(interpreter !== undefined && { interpreter }),
        ...(interpreterKind !== undefined && { interpreterKind }),
      }
    )
  }

  async function writeDownNo(to: Service, wanted: Wanted): Promise<Error | undefined> {
    const no = asked(to, wanted)
    if (!no) return noText()
    const result = await refuse.run(no, form.attempts)
    if (result.state === 'refused') return result.problem
    await form.sent()
    say(t('referral.no_done', { name: to.organisation.name }))
    navigate(hrefTo('/people/:person', { person }, { tab: 'consent' }))
    return undefined
  }

  async function askConsent(
    to: Service,
    { how, witness, proof, ...wanted }: Wanted,
  ): Promise<Pick<Consent, 'id' | 'waitsFor'> | Error> {
    const about = asked(to, wanted)
    if (!about || how === undefined) return noText()
    let attachment: string | undefined
    try {
      attachment = await bring(person, proof)
    } catch (error) {
      setFailed(error as Error)
      return error as Error
    }
    const result = await give.run(
      {
        ...about,
        how,
        ...(attachment && { attachment }),
        ...(how === 'verbal_with_witness' && { witness }),
      },
      form.attempts,
    )
    if (result.state === 'refused') return result.problem
    return { id: about.id, waitsFor: result.state === 'done' ? result.output.waitsFor : undefined }
  }

  const offered = sorted(further ?? services, text, about?.domain, words).filter(
    (each) => each.organisation.id !== actor.organisation,
  )
  return (
    <OperationForm of={form}>
      <Part title={t('referral.part_where')}>
        {about && <Notice>{t('referral.for_need', { need: words.term('needs', about.code) })}</Notice>}
        <SearchField
          first
          label={t('referral.find_service')}
          placeholder={t('referral.find_short')}
          value={text}
          onChange={setText}
        />
        {offered.length === 0 ? (
          <p className="soft">{t('referral.no_service_found')}</p>
        ) : (
          <form.Custom name="service" label={t('referral.service')} missing={t('referral.service_missing')}>
            {({ value = '', onChange, ...control }) => (
              <ChoiceGroup
                {...control}
                value={value}
                onChange={(service) => {
                  // It stays chosen when a further search no longer finds it.
                  setPicked(offered.find((each) => each.id === service))
                  onChange(service)
                }}
                options={offered.slice(0, SHOWN).map((each) => ({
                  value: each.id,
                  label: each.name,
                  help: `${each.organisation.name} · ${words.term('serviceKinds', each.kind)}`,
                }))}
              />
            )}
          </form.Custom>
        )}
        {offered.length > SHOWN && (
          <p className="soft">{t('referral.more_services', { count: offered.length - SHOWN })}</p>
        )}
      </Part>
      {!instead && (
        <Part title={t('referral.part_why')}>
          <form.TextArea
            name="reason"
            label={t('referral.reason')}
            help={t('referral.reason_help')}
            required={stops === undefined}
            missing={t('referral.reason_missing')}
            rows={3}
          />
        </Part>
      )}
      <Part title={t('referral.part_consent')}>
        {!chosen ? (
          <p className="soft">{t('referral.choose_first')}</p>
        ) : inForce ? (
          <Notice tone="good">{t('referral.consent_stands', { name: chosen.organisation.name })}</Notice>
        ) : waiting ? (
          <Notice tone="sun" title={t('referral.consent_waits', { name: chosen.organisation.name })}>
            {waiting.waitsFor?.map((what) => (
              <p key={what}>{t(`consent.waits.${what}`)}</p>
            ))}
            <a href={hrefTo('/people/:person', { person }, { tab: 'consent' })}>{t('referral.prove_it')}</a>
          </Notice>
        ) : (
          <ConsentAsked
            key={chosen.organisation.id}
            words={words}
            recipient={chosen.organisation}
            person={person}
            spoken={spokenIn(consents)}
          />
        )}
      </Part>
      <Actions sticky>
        <Button
          type="submit"
          kind="primary"
          {...(stops === undefined && { icon: 'send' as const })}
          wide
          busy={form.busy}
          disabledReason={disabledReason}
        >
          {t(stops === undefined ? 'referral.send' : `referral.stop.${stops}`)}
        </Button>
      </Actions>
    </OperationForm>
  )
}

const noText = () => new Error('There is no consent text to ask with.')

/** Services that match a text, those that answer the need first. */
function sorted(
  services: readonly Service[],
  text: string,
  domain: string | undefined,
  words: Words,
): Service[] {
  const wanted = text.trim().toLocaleLowerCase()
  const answers = (service: Service) =>
    domain !== undefined &&
    words.pack.taxonomies.serviceKinds.find((kind) => kind.code === service.kind)?.parent === domain
  return services
    .filter(
      (each) => each.open && `${each.name} ${each.organisation.name}`.toLocaleLowerCase().includes(wanted),
    )
    .toSorted((a, b) => Number(answers(b)) - Number(answers(a)) || a.name.localeCompare(b.name))
}
