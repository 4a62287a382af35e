// The second proof: asked for at each sign-in, and set up once, with a passkey or an authenticator app.
import * as z from 'zod/mini'
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAct } from '../../../kit/request.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, ErrorSummary } from '../../../kit/Form.tsx'
import { Card, Disclosure, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { signOut } from '../../../kit/sign-out.ts'
import { SquareCode } from '../../../kit/drawings/SquareCode.tsx'
import { Notice } from '../../../kit/State.tsx'
import { Secret, useAuthForm } from './auth-form.ts'
import { requestAuth, type Standing, tidyCode } from './auth-requests.ts'
import { makePasskey, passkeysWork, signInWithPasskey } from './passkeys.ts'
import './sign-in.css'

const Code = z.object({ code: Secret })
/** The password again, where there is one. */
const Again = z.object({ password: z.optional(Secret) })
const Named = z.object({ name: z.optional(z.string()) })

type Done = { onDone: () => unknown }

/** After the password: the code of the app, or one of the backup codes. */
export function AskCode({ onDone, onBack }: Done & { onBack: () => void }) {
  const t = useMessages()
  const [onPaper, setOnPaper] = useState(false)
  const form = useAuthForm(Code, {
    ask: ({ code }) =>
      onPaper
        ? requestAuth('backup-code', { code: code.trim() })
        : requestAuth('second-factor', { code: tidyCode(code) }),
    forget: ['code'],
    done: onDone,
  })

  return (
    <Page width="narrow">
      <PageHeader
        title={t(onPaper ? 'second_factor.ask_backup' : 'second_factor.ask')}
        lead={t(onPaper ? 'second_factor.ask_backup_lead' : 'second_factor.ask_lead')}
      />
      <OperationForm of={form} refused={t('sign_in.not_yet')}>
        <form.Text
          name="code"
          key={String(onPaper)}
          label={t(onPaper ? 'second_factor.backup_code' : 'second_factor.code')}
          inputMode={onPaper ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          width="medium"
        />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('sign_in.enter')}
          </Button>
          <Button kind="quiet" onClick={() => setOnPaper(!onPaper)}>
            {t(onPaper ? 'second_factor.use_app' : 'second_factor.use_backup')}
          </Button>
          <Button kind="quiet" onClick={onBack}>
            {t('sign_in.other_account')}
          </Button>
        </Actions>
      </OperationForm>
    </Page>
  )
}

/**
 * Before anything else, where the organisation requires it: show the second proof, or choose and set one up.
 */
export function NewFactor({ standing, onDone }: Done & { standing: Standing }) {
  const t = useMessages()
  const [withApp, setWithApp] = useState(false)
  const hasOne = (standing.passkeys ?? 0) > 0
  const act = useAct()
  const leave = () => act.run(signOut).then(onDone)

  if (withApp) {
    return (
      <Page width="narrow">
        <PageHeader title={t('second_factor.app')} lead={t('second_factor.app_lead')} />
        <EnrolApp
          hasPassword={standing.hasPassword !== false}
          onDone={onDone}
          onCancel={() => setWithApp(false)}
        />
      </Page>
    )
  }
  return (
    <Page width="narrow">
      <PageHeader
        title={t(hasOne ? 'second_factor.show' : 'second_factor.first', { name: standing.user?.name })}
        lead={t(hasOne ? 'second_factor.show_lead' : 'second_factor.first_lead')}
      />
      {passkeysWork() &&
        (hasOne ? (
          <Stack>
            <ErrorSummary title={t('sign_in.not_yet')} problem={act.problem} />
            <Button
              kind="primary"
              icon="key"
              wide
              busy={act.busy}
              onClick={() =>
                void act.run(async () => (await signInWithPasskey(), true)).then((done) => done && onDone())
              }
            >
              {t('sign_in.with_passkey')}
            </Button>
          </Stack>
        ) : (
          <Card title={t('passkey.title')} icon="key">
            <p>{t('passkey.what')}</p>
            <EnrolPasskey onDone={onDone} />
          </Card>
        ))}
      {!hasOne && (
        <Card title={t('second_factor.app')} icon="phone">
          <p>{t('second_factor.app_what')}</p>
          <Actions>
            <Button onClick={() => setWithApp(true)}>{t('second_factor.app_start')}</Button>
          </Actions>
        </Card>
      )}
      <Actions>
        <Button kind="quiet" onClick={() => void leave()}>
          {t('sign_in.other_account')}
        </Button>
      </Actions>
    </Page>
  )
}

/** A name for the device, then the browser's own question for a finger, a face or a PIN. */
export function EnrolPasskey({ onDone }: Done) {
  const t = useMessages()
  const form = useAuthForm(Named, {
    initial: { name: t('passkey.name_first') },
    ask: ({ name = '' }) => makePasskey(name.trim()),
    done: onDone,
  })
  return (
    <OperationForm of={form} label={t('passkey.title')} refused={t('second_factor.not_yet')}>
      <form.Text name="name" label={t('passkey.name')} help={t('passkey.name_help')} maxLength={60} />
      <Actions>
        <Button type="submit" kind="primary" icon="key" busy={form.busy}>
          {t('passkey.make')}
        </Button>
      </Actions>
    </OperationForm>
  )
}

type Enrolment = { uri: string; backupCodes: readonly string[] }

/** The password again, if there is one, then the QR code, then the backup codes. */
export function EnrolApp({
  hasPassword,
  onDone,
  onCancel,
}: Done & { hasPassword: boolean; onCancel: () => void }) {
  const t = useMessages()
  const [enrolment, setEnrolment] = useState<Enrolment>()
  const [confirmed, setConfirmed] = useState(false)
  const begin = useAuthForm(Again, {
    ask: (given) => requestAuth<Enrolment>('enrol-codes', given),
    forget: ['password'],
    done(answer) {
      begin.reset()
      setEnrolment(answer)
    },
  })
  const confirm = useAuthForm(Code, {
    ask: ({ code }) => requestAuth('confirm-codes', { code: tidyCode(code) }),
    forget: ['code'],
    done: () => setConfirmed(true),
  })

  if (enrolment === undefined) {
    return (
      <OperationForm of={begin} label={t('second_factor.app')} refused={t('second_factor.not_yet')}>
        {hasPassword && (
          <begin.Text
            name="password"
            label={t('sign_in.password')}
            help={t('second_factor.password_again')}
            required
            type="password"
            autoComplete="current-password"
          />
        )}
        <Actions>
          <Button type="submit" kind="primary" busy={begin.busy}>
            {t('kit.continue')}
          </Button>
          <Button kind="quiet" onClick={onCancel}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </OperationForm>
    )
  }
  if (confirmed) return <BackupCodes codes={enrolment.backupCodes} onDone={onDone} />

  const secret = new URL(enrolment.uri).searchParams.get('secret') ?? ''
  return (
    <OperationForm of={confirm} label={t('second_factor.app')} refused={t('second_factor.not_yet')}>
      <p>{t('second_factor.scan')}</p>
      <SquareCode text={enrolment.uri} label={t('second_factor.square')} />
      <Disclosure label={t('second_factor.by_hand')}>
        <p>{t('second_factor.by_hand_help')}</p>
        <p className="secret" dir="ltr">
          {secret.replaceAll(/(.{4})(?=.)/gu, '$1 ')}
        </p>
      </Disclosure>
      <confirm.Text
        name="code"
        label={t('second_factor.code')}
        help={t('second_factor.code_help')}
        inputMode="numeric"
        autoComplete="one-time-code"
        dir="ltr"
        width="medium"
      />
      <Actions>
        <Button type="submit" kind="primary" busy={confirm.busy}>
          {t('second_factor.confirm')}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {t('kit.cancel')}
        </Button>
      </Actions>
    </OperationForm>
  )
}

/** Shown once, to be printed or written down: each signs in once when the telephone is lost. */
export function BackupCodes({ codes, onDone }: Done & { codes: readonly string[] }) {
  const t = useMessages()
  return (
    <Stack>
      <Card title={t('second_factor.backup_codes')} icon="key">
        <p>{t('second_factor.backup_codes_help')}</p>
        <ol className="backup-codes secret" dir="ltr">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
      </Card>
      <Notice tone="sun">{t('second_factor.backup_codes_once')}</Notice>
      <Actions>
        <Button kind="primary" onClick={() => void onDone()}>
          {t('second_factor.kept')}
        </Button>
        <Button icon="print" onClick={() => print()}>
          {t('kit.print')}
        </Button>
      </Actions>
    </Stack>
  )
}
