// The page of an invitation's link: names the account, and sets the person's own password.
import { useState } from 'react'
import { Problem } from '../../../kernel/problem.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button, LinkButton } from '../../../kit/Button.tsx'
import { useAct } from '../../../kit/request.ts'
import { TextField } from '../../../kit/Field.tsx'
import { Actions, Form, useProblemText } from '../../../kit/Form.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { navigate, type ScreenProps } from '../../../kit/route.tsx'
import { EmptyState, Failed, Loading } from '../../../kit/State.tsx'
import { requestAuth, useAuthRoute } from './auth-requests.ts'

type Invited = { name: string; email: string; organisation: string }

export default function Invitation({ params: { token } }: ScreenProps<'/invitation/:token'>) {
  const t = useMessages()
  const text = useProblemText()
  const { data: invited, problem, again } = useAuthRoute<Invited>('invitation', { token })
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState<string>()
  const act = useAct()

  async function send() {
    setMissing(password.length < 12 ? t('password.too_short') : undefined)
    if (password.length < 12) return
    const answer = await act.run(() => requestAuth<{ email: string }>('set-password', { token, password }))
    if (answer) navigate(hrefTo('/sign-in', {}, { email: answer.email }), { replace: true })
  }

  // Only the server can say that it is closed.
  if (problem instanceof Problem) {
    return (
      <Page width="narrow">
        <PageHeader title={t('invitation.closed')} />
        <EmptyState
          title={text(problem)}
          drawing="entrance"
          action={<LinkButton href="/sign-in">{t('sign_in.title')}</LinkButton>}
        />
      </Page>
    )
  }
  if (invited === undefined) return problem ? <Failed problem={problem} again={again} /> : <Loading />
  return (
    <Page width="narrow">
      <PageHeader
        title={t('invitation.welcome', { name: invited.name })}
        lead={t('invitation.lead', { organisation: invited.organisation })}
      />
      <Form problem={act.problem} onSubmit={send}>
        <TextField
          label={t('sign_in.email')}
          autoComplete="username"
          readOnly
          value={invited.email}
          onChange={() => {}}
        />
        <TextField
          label={t('password.new')}
          help={t('password.help')}
          error={missing}
          type="password"
          autoComplete="new-password"
          maxLength={128}
          value={password}
          onChange={setPassword}
        />
        <Actions>
          <Button type="submit" kind="primary" wide busy={act.busy}>
            {t('password.set')}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}
