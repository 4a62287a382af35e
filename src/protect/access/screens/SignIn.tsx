// Coming in: password or passkey, then whatever the account still needs, one step at a time.
import { useEffect, useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { TextField } from '../../../kit/Field.tsx'
import { Actions, ErrorSummary, Form } from '../../../kit/Form.tsx'
import { List, ListRow, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Failed, Loading, Notice } from '../../../kit/State.tsx'
import { destination, knock, type Standing, useAct } from './doors.ts'
import { passkeysWork, signInWithPasskey } from './passkeys.ts'
import { AskCode, NewFactor } from './SecondFactor.tsx'

export default function SignIn() {
  const [standing, setStanding] = useState<Standing>()
  const [owesCode, setOwesCode] = useState(false)
  const asking = useAct()

  async function look() {
    setOwesCode(false)
    const now = await asking.run(() => knock<Standing>('standing'))
    if (now?.next === 'done') location.assign(destination())
    else if (now) setStanding(now)
  }
  useEffect(() => void look(), [])

  if (standing === undefined) {
    return asking.problem ? <Failed problem={asking.problem} again={() => void look()} /> : <Loading />
  }
  if (owesCode) return <AskCode onDone={look} onBack={() => setOwesCode(false)} />
  switch (standing.next) {
    case 'second_factor':
      return <NewFactor standing={standing} onDone={look} />
    case 'organisation':
      return <ChooseOrganisation standing={standing} onDone={look} />
    case 'role':
      return <NoRole standing={standing} onDone={look} />
    default:
      return <Password onDone={look} onOwesCode={() => setOwesCode(true)} />
  }
}

type Done = { onDone: () => unknown }

function Password({ onDone, onOwesCode }: Done & { onOwesCode: () => void }) {
  const t = useMessages()
  const [email, setEmail] = useState(new URLSearchParams(location.search).get('email') ?? '')
  const [password, setPassword] = useState('')
  const act = useAct()
  const key = useAct()

  async function signIn() {
    const answer = await act.run(() => knock<{ next: string }>('sign-in', { email, password }))
    if (answer?.next === 'second_factor') onOwesCode()
    else if (answer) await onDone()
    else setPassword('')
  }
  async function withKey() {
    if (await key.run(async () => (await signInWithPasskey(), true))) await onDone()
  }

  return (
    <Page width="narrow">
      <PageHeader title={t('sign_in.title')} lead={t('sign_in.lead')} />
      <Form problem={act.problem} onSubmit={signIn}>
        <TextField
          label={t('sign_in.email')}
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
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
        <Actions>
          <Button type="submit" kind="primary" wide busy={act.busy}>
            {t('sign_in.enter')}
          </Button>
        </Actions>
      </Form>
      {passkeysWork() && (
        <Stack>
          <p className="or">{t('sign_in.or')}</p>
          <ErrorSummary problem={key.problem} />
          <Button icon="key" wide busy={key.busy} onClick={() => void withKey()}>
            {t('sign_in.with_passkey')}
          </Button>
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
    if (await act.run(() => knock('choose-organisation', { organisation }))) await onDone()
  }
  return (
    <Page width="narrow">
      <PageHeader title={t('organisation.choose')} lead={t('organisation.choose_lead', { name: standing.user?.name })} />
      <ErrorSummary problem={act.problem} />
      <List label={t('organisation.choose')}>
        {(standing.organisations ?? []).map(({ id, name, roles }) => (
          <ListRow
            key={id}
            icon="directory"
            title={name}
            detail={roles.map((role) => t(`role.${role}`)).join(' · ')}
            end={
              <Button busy={act.busy} aria-label={t('organisation.work_for', { name })} onClick={() => void choose(id)}>
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
        <Button busy={act.busy} onClick={() => void act.run(() => knock('sign-out', {})).then(onDone)}>
          {t('sign_in.other_account')}
        </Button>
      </Actions>
    </Page>
  )
}
