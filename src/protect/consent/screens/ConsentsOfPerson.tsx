// What a person allowed and refused, to whom and until when; one button withdraws a yes.
import { Fragment, useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { later } from '../../../kit/later.tsx'
import { Card, List, ListRow, Stack } from '../../../kit/Layout.tsx'
import { Acts, type Act } from '../../../kit/controls/Menu.tsx'
import { useFormats, useMessages, type Translate } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { SlotView, useSlot } from '../../../kit/route.tsx'
import { isFor, useActor } from '../../../kit/session.tsx'
import { useWhoMay } from '../../../kit/who-may.ts'
import { Answer, EmptyState, StatusPill } from '../../../kit/State.tsx'
import { listConsents, withdrawConsent, type Consent } from '../operations.ts'
import * as policy from '../policy.ts'
import Ended from './Ended.tsx'
import { Proof } from './Proof.tsx'
import { Terms, useRecipientName, whoInterpreted } from './words.tsx'

const Confirm = later(() => import('./Confirm.tsx'))

const TONES = {
  in_force: 'good',
  waiting: 'now',
  expired: 'closed',
  withdrawn: 'closed',
  refused: 'closed',
} as const

const isAsked = (consents: readonly Consent[], purpose: string) =>
  consents.some((one) => one.purpose === purpose)

export default function ConsentsOfPerson({ person }: { person: string }) {
  const t = useMessages()
  const asked = useAsk(listConsents, { person })
  const mayRecord = useWhoMay(policy.record)
  const actor = useActor()
  const words = usePack()
  const { list } = useFormats()
  const purposes = [...new Set(words?.pack.consentTexts.flatMap((text) => text.purposes))]
  const below = useSlot('consent.below_person').filter((content) => isFor(actor, content))
  const more = useSlot('consent.of_person').filter((content) => isFor(actor, content))
  return (
    <Stack>
      <Card
        title={t('consent.title')}
        icon="shield"
        actions={
          mayRecord === undefined ? (
            <LinkButton href={hrefTo('/people/:person/consent', { person })} icon="add">
              {t('consent.ask')}
            </LinkButton>
          ) : (
            <Button icon="add" disabledReason={mayRecord}>
              {t('consent.ask')}
            </Button>
          )
        }
      >
        <Answer of={asked}>
          {({ consents, keptHere }) => {
            // A receiver does not see every decision: it cannot tell what was never asked.
            const unasked = keptHere === false ? [] : purposes.filter((code) => !isAsked(consents, code))
            return (
              <>
                {consents.length === 0 && (
                  <EmptyState title={t('consent.none')} drawing="shade">
                    {t('consent.none_help')}
                  </EmptyState>
                )}
                {(consents.length > 0 || unasked.length > 0) && (
                  <List label={t('consent.title')}>
                    {consents.map((one) => (
                      <OneConsent
                        key={one.id}
                        person={person}
                        consent={one}
                        disabledReason={mayRecord}
                        elsewhere={keptHere === false}
                      />
                    ))}
                    {unasked.length > 0 && (
                      <ListRow
                        title={list(unasked.map((code) => words?.term('purposes', code) ?? code))}
                        end={<StatusPill tone="open">{t('consent.not_asked')}</StatusPill>}
                      />
                    )}
                  </List>
                )}
              </>
            )
          }}
        </Answer>
        {more.map((content) => (
          <SlotView key={content.key} content={content} props={{ person }} />
        ))}
      </Card>
      {below.map((content) => (
        <SlotView key={content.key} content={content} props={{ person }} />
      ))}
    </Stack>
  )
}

function OneConsent({
  person,
  consent,
  disabledReason,
  elsewhere,
}: {
  person: string
  consent: Consent
  disabledReason: string | undefined
  /** Another organisation keeps the record, and confirms. */
  elsewhere: boolean
}) {
  const t = useMessages()
  const nameOf = useRecipientName()
  const words = usePack()
  const { instant } = useFormats()
  const [ending, setEnding] = useState(false)
  const [confirming, setConfirming] = useState(false)
  const waits = consent.standing === 'waiting'
  const purpose = words?.term('purposes', consent.purpose) ?? consent.purpose
  const what = `${nameOf(consent.recipient)} · ${purpose} · ${instant(consent.givenAt)}`
  const receipt = {
    key: 'receipt',
    label: t('consent.receipt'),
    icon: 'print',
    href: hrefTo('/people/:person/consents/:consent', { person, consent: consent.id }),
  } as const
  const isEnding = consent.standing === 'in_force' || waits
  const more: Act[] = [
    ...(waits ? [receipt] : []),
    // Where it is not allowed, the list says so once.
    ...(isEnding && disabledReason === undefined
      ? [
          {
            key: 'withdraw',
            label: t('consent.withdraw'),
            icon: 'close' as const,
            onAct: () => setEnding(true),
          },
        ]
      : []),
  ]
  return (
    <ListRow
      title={nameOf(consent.recipient)}
      detail={
        <>
          <Terms
            purpose={consent.purpose}
            fieldGroups={consent.fieldGroups}
            refusedSince={consent.refusedSince}
            until={consent.expiresOn}
          />
          <br />
          {howOf(consent, t)}
          {consent.waitsFor?.map((what) => (
            <Fragment key={what}>
              <br />
              {t(`consent.waits.${what}`)}
            </Fragment>
          ))}
        </>
      }
      end={
        <StatusPill tone={TONES[consent.standing]}>{t(`consent.standing.${consent.standing}`)}</StatusPill>
      }
    >
      <Proof consent={consent} />
      <Acts of={what} more={more}>
        {waits ? (
          <Button
            icon="check"
            disabledReason={disabledReason ?? (elsewhere ? t('problem.consent.keeper_only') : undefined)}
            onClick={() => setConfirming(true)}
          >
            {t('consent.confirm')}
          </Button>
        ) : (
          <LinkButton href={receipt.href} kind="quiet" icon={receipt.icon}>
            {receipt.label}
          </LinkButton>
        )}
        {isEnding && disabledReason !== undefined && (
          <Button disabledReason={disabledReason}>{t('consent.withdraw')}</Button>
        )}
      </Acts>
      {confirming && <Confirm person={person} consent={consent} onDone={() => setConfirming(false)} />}
      {ending && <Withdraw person={person} consent={consent} onDone={() => setEnding(false)} />}
    </ListRow>
  )
}

/** Who said it and how, the witness, and who recorded it. */
function howOf(
  { spokenFor, how, witness, interpreter, interpreterKind, obtainedBy }: Consent,
  t: Translate,
): string {
  const said = [
    // The name is shown to the recording organisation and to the keeper of the record.
    spokenFor &&
      t(spokenFor.name ? 'consent.spoken' : 'consent.spoken_by', {
        name: spokenFor.name,
        as: t(`consent.as.${spokenFor.as}`),
      }),
    how && t(`consent.how.${how}`),
    witness && t('consent.witnessed', { name: witness }),
    (interpreter ?? interpreterKind) &&
      t('consent.interpreted', { name: whoInterpreted({ interpreter, interpreterKind }, t) }),
    obtainedBy && t('consent.obtained_by', { name: obtainedBy }),
  ]
  return said.filter(Boolean).join(' · ')
}

function Withdraw({ person, consent, onDone }: { person: string; consent: Consent; onDone: () => void }) {
  const t = useMessages()
  const nameOf = useRecipientName()
  const withdraw = useCommand(withdrawConsent)
  async function send() {
    const result = await withdraw.run({ person, id: consent.id })
    if (result.state !== 'refused') onDone()
  }
  return (
    <Dialog title={t('consent.withdraw_title')} onClose={onDone}>
      <Form onSubmit={send} problem={withdraw.problem}>
        <p>{t('consent.withdraw_effect', { name: nameOf(consent.recipient) })}</p>
        <p>
          <Terms
            purpose={consent.purpose}
            fieldGroups={consent.fieldGroups}
            refusedSince={consent.refusedSince}
          />
        </p>
        <Ended
          person={person}
          purpose={consent.purpose}
          recipient={consent.recipient.id ?? consent.recipient.class ?? ''}
          parts={consent.fieldGroups}
        />
        <Actions>
          <Button type="submit" kind="primary" busy={withdraw.busy}>
            {t('consent.withdraw')}
          </Button>
          <Button onClick={onDone}>{t('consent.keep')}</Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
