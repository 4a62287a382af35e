// The sign-in page: password or passkey, then whatever the account still needs, one step at a time.
import { useEffect, useState } from 'react'
import { isShipped } from '../../../kernel/role.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAct } from '../../../kit/request.ts'
import { Actions, ErrorSummary } from '../../../kit/Form.tsx'
import { later } from '../../../kit/later.tsx'
import { List, ListRow, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { signOut } from '../../../kit/sign-out.ts'
import { SignOutOpen } from '../../../kit/SignOutOpen.tsx'
import { Answer, Loading, Notice } from '../../../kit/State.tsx'
import { destination, requestAuth, type Standing, useAuthRoute } from './auth-requests.ts'

const PasswordForm = later(() => import('./PasswordForm.tsx'), <Loading />)
const AskCode = later(async () => ({ default: (await import('./SecondFactor.tsx')).AskCode }), <Loading />)
const NewFactor = later(
  async () => ({ default: (await import('./SecondFactor.tsx')).NewFactor }),
  <Loading />,
)

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
  const t = useMessages()
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
        <Page width="narrow">
          <PageHeader title={t('sign_in.title')} lead={t('sign_in.lead')} />
          <PasswordForm
            withSignOn={standing.signOn === true}
            onDone={onDone}
            onOwesCode={() => setOwesCode(true)}
          />
        </Page>
      )
  }
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
