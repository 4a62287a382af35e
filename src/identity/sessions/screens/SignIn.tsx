// The sign-in page: password or passkey, then whatever the account still needs, one step at a time.
import { signInLocked } from '../../../kernel/problems.ts'
import { useEffect, useState } from 'react'
import { isShipped } from '../../../kernel/roles.ts'
import { Button } from '../../../kit/Button.tsx'
import { useAct } from '../../../kit/request.ts'
import { TextField } from '../../../kit/Field.tsx'
import { Actions, ErrorSummary, Form } from '../../../kit/Form.tsx'
import { List, ListRow, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { signOut } from '../../../kit/sign-out.ts'
import { SignOutOpen } from '../../../kit/SignOutOpen.tsx'
import { Answer, Loading, Notice } from '../../../kit/State.tsx'
import { destination, requestAuth, type Standing, useAuthRoute } from './auth-requests.ts'
import { passkeysWork, signInWithPasskey } from './passkeys.ts'
import { AskCode, NewFactor } from './SecondFactor.tsx'

export default function SignIn() {
  const standing = useAuthRoute<Standing>('standing')
  const [owesCode, setOwesCode] = useState(false)
  const isDone = standing.data?.next === 'done'
  useEffect(() => {
    if (isDone) location.assign(destination())
  }, [isDone])
  const look = () => {
    setOwesCode(false)
    standing.again()
  }
  return (
    <>
      <SignOutOpen />
      <Answer of={standing}>
        {(now) => <Step standing={now} owesCode={{ owesCode, setOwesCode }} onDone={look} />}
      </Answer>
    </>
  )
}

type Done = { onDone: () => unknown }

function Step({
  standing,
  owesCode: { owesCode, setOwesCode },
  onDone,
}: Done & { standing: Standing; owesCode: { owesCode: boolean; setOwesCode: (owes: boolean) => void } }) {
  if (owesCode) return <AskCode onDone={onDone} onBack={() => setOwesCode(false)} />
  switch (standing.next) {
    case 'second_factor':
      if (standing.hasCodes) return <AskCode onDone={onDone} onBack={() => void signOut().then(onDone)} />
      return <NewFactor standing={standing} onDone={onDone} />
    case 'organisation':
      return <ChooseOrganisation standing={standing} onDone={onDone} />
    case 'role':
      return <NoRole standing={standing} onDone={onDone} />
    case 'done':
      return <Loading />
    default:
      return (
        <Password
          withSignOn={standing.signOn === true}
          onDone={onDone}
          onOwesCode={() => setOwesCode(true)}
        />
      )
  }
}

function Password({
  withSignOn,
  onDone,
  onOwesCode,
}: Done & { withSignOn: boolean; onOwesCode: () => void }) {
  const t = useMessages()
  const [email, setEmail] = useState(new URLSearchParams(location.search).get('email') ?? '')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState<string>()
  const act = useAct()
  // Once the code is asked for it stays so, until only waiting helps: the next problem may be another.
  const [codeOpens, setCodeOpens] = useState(false)
  const key = useAct()
  const elsewhere = useAct()

  async function signIn() {
    const isMissing = email.trim() === '' || password === ''
    setMissing(isMissing ? t('sign_in.missing') : undefined)
    if (isMissing) return
    const shown = code.trim() === '' ? {} : { code: code.trim() }
    const answer = await act.run(async () => {
      try {
        return await requestAuth<{ next: string }>('sign-in', { email, password, ...shown })
      } catch (error) {
        if (signInLocked.is(error)) setCodeOpens(error.data.withCode)
        throw error
      }
    })
    if (answer?.next === 'second_factor') onOwesCode()
    else if (answer) await onDone()
    else {
      setPassword('')
      setCode('')
    }
  }
  /** Goes to the organisation's own sign-on; the browser returns through `SignOnReturn`. */
  async function throughOrganisation() {
    setMissing(undefined)
    if (email.trim() === '') return setMissing(t('sign_on.email_first'))
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
    <Page width="narrow">
      <PageHeader title={t('sign_in.title')} lead={t('sign_in.lead')} />
      <Form
        refused={t('sign_in.not_yet')}
        problem={act.problem ?? elsewhere.problem}
        errors={missing === undefined ? [] : [missing]}
        onSubmit={signIn}
      >
        <TextField
          label={t('sign_in.email')}
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={t('sign_in.password')}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={setPassword}
        />
        {codeOpens && (
          <TextField
            label={t('sign_in.code')}
            help={t('sign_in.code_help')}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            width="medium"
            value={code}
            onChange={setCode}
          />
        )}
        <Actions>
          <Button type="submit" kind="primary" wide busy={act.busy}>
            {t('sign_in.enter')}
          </Button>
        </Actions>
      </Form>
      {(passkeysWork() || withSignOn) && (
        <Stack>
          <p className="or">{t('sign_in.or')}</p>
          <ErrorSummary title={t('sign_in.not_yet')} problem={key.problem} />
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
    </Page>
  )
}

function ChooseOrganisation({ standing, onDone }: Done & { standing: Standing }) {
  const t = useMessages()
  const act = useAct()
  const choose = async (organisation: string) => {
    if (await act.run(() => requestAuth('choose-organisation', { organisation }))) await onDone()
  }
  return (
    <Page width="narrow">
      <PageHeader
        title={t('organisation.choose')}
        lead={t('organisation.choose_lead', { name: standing.user?.name })}
      />
      <ErrorSummary problem={act.problem} />
      <List label={t('organisation.choose')}>
        {(standing.organisations ?? []).map(({ id, name, roles }) => (
          <ListRow
            key={id}
            icon="directory"
            title={name}
            detail={roles
              .filter(isShipped)
              .map((role) => t(`role.${role}`))
              .join(' · ')}
            end={
              <Button
                busy={act.busy}
                aria-label={t('organisation.work_for', { name })}
                onClick={() => void choose(id)}
              >
                {t('kit.continue')}
              </Button>
            }
          />
        ))}
      </List>
    </Page>
  )
}

function NoRole({ standing, onDone }: Done & { standing: Standing }) {
  const t = useMessages()
  const act = useAct()
  return (
    <Page width="narrow">
      <PageHeader title={t('sign_in.no_role')} />
      <Notice tone="sun">{t('sign_in.no_role_help', { email: standing.user?.email })}</Notice>
      <Actions>
        <Button busy={act.busy} onClick={() => void act.run(signOut).then(onDone)}>
          {t('sign_in.other_account')}
        </Button>
      </Actions>
    </Page>
  )
}
