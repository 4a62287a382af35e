// Who signs in: e-mail and password, a passkey, or the organisation's own sign-on.
import * as z from 'zod/mini'
import { useState } from 'react'
import { signInLocked } from '../../../kernel/problems.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useGiven } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, ErrorSummary } from '../../../kit/Form.tsx'
import { Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useAct } from '../../../kit/request.ts'
import { Secret, useAuthForm } from './auth-form.ts'
import { destination, requestAuth } from './auth-requests.ts'
import { passkeysWork, signInWithPasskey } from './passkeys.ts'

const Known = z.object({ email: Secret, password: Secret, code: z.optional(z.string()) })

export default function PasswordForm({
  withSignOn,
  onDone,
  onOwesCode,
}: {
  withSignOn: boolean
  onDone: () => unknown
  onOwesCode: () => void
}) {
  const t = useMessages()
  const form = useAuthForm(Known, {
    initial: { email: new URLSearchParams(location.search).get('email') ?? '' },
    ask: ({ code, ...given }) =>
      requestAuth<{ next: string }>('sign-in', {
        ...given,
        ...(code !== undefined && { code: code.trim() }),
      }),
    refused(error) {
      if (signInLocked.is(error)) setCodeOpens(error.data.withCode)
    },
    forget: ['password', 'code'],
    done: ({ next }) => (next === 'second_factor' ? onOwesCode() : onDone()),
  })
  // Once the code is asked for it stays so, until only waiting helps: the next problem may be another.
  const [codeOpens, setCodeOpens] = useState(false)
  const { email = '' } = useGiven(form)
  const key = useAct()
  const elsewhere = useAct()

  /** Goes to the organisation's own sign-on; the browser returns through `SignOnReturn`. */
  async function throughOrganisation() {
    if (email === '') return form.refuse('email', t('sign_on.email_first'))
    const then = destination()
    const answer = await elsewhere.run(() =>
      requestAuth<{ to: string }>('sign-on', {
        email: email.trim(),
        ...(then !== '/' && { destination: then }),
      }),
    )
    if (answer) location.assign(answer.to)
  }
  async function withKey() {
    if (await key.run(async () => (await signInWithPasskey(), true))) await onDone()
  }

  return (
    <>
      <OperationForm of={form} refused={t('sign_in.not_yet')}>
        <form.Text
          name="email"
          label={t('sign_in.email')}
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <form.Text
          name="password"
          label={t('sign_in.password')}
          type="password"
          autoComplete="current-password"
        />
        {codeOpens && (
          <form.Text
            name="code"
            label={t('sign_in.code')}
            help={t('sign_in.code_help')}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            width="medium"
          />
        )}
        <Actions>
          <Button type="submit" kind="primary" wide busy={form.busy}>
            {t('sign_in.enter')}
          </Button>
        </Actions>
      </OperationForm>
      {(passkeysWork() || withSignOn) && (
        <Stack>
          <p className="or">{t('sign_in.or')}</p>
          <ErrorSummary title={t('sign_in.not_yet')} problem={key.problem ?? elsewhere.problem} />
          {withSignOn && (
            <Button icon="directory" wide busy={elsewhere.busy} onClick={() => void throughOrganisation()}>
              {t('sign_on.enter')}
            </Button>
          )}
          {passkeysWork() && (
            <Button icon="key" wide busy={key.busy} onClick={() => void withKey()}>
              {t('sign_in.with_passkey')}
            </Button>
          )}
        </Stack>
      )}
      <p className="soft">{t('sign_in.forgotten')}</p>
    </>
  )
}
