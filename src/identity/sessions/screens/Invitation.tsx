// The page of an invitation's link: names the account, and sets the person's own password.
import * as z from 'zod/mini'
import { Problem } from '../../../kernel/problem.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { TextField } from '../../../kit/fields/Field.tsx'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, useProblemText } from '../../../kit/Form.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { navigate, type ScreenProps } from '../../../kit/route.tsx'
import { EmptyState, Failed, Loading } from '../../../kit/State.tsx'
import { NewPassword, useAuthForm } from './auth-form.ts'
import { requestAuth, useAuthRoute } from './auth-requests.ts'

const Chosen = z.object({ password: NewPassword })

type Invited = { name: string; email: string; organisation: string }

export default function Invitation({ params: { token } }: ScreenProps<'/invitation/:token'>) {
  const t = useMessages()
  const text = useProblemText()
  const { data: invited, problem, again } = useAuthRoute<Invited>('invitation', { token })
  const form = useAuthForm(Chosen, {
    ask: ({ password }) => requestAuth<{ email: string }>('set-password', { token, password }),
    done: ({ email }) => navigate(hrefTo('/sign-in', {}, { email }), { replace: true }),
  })

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
      <OperationForm of={form}>
        <TextField
          label={t('sign_in.email')}
          autoComplete="username"
          readOnly
          value={invited.email}
          onChange={() => {}}
        />
        <form.Text
          name="password"
          label={t('password.new')}
          help={t('password.help')}
          missing={t('password.too_short')}
          type="password"
          autoComplete="new-password"
          maxLength={128}
        />
        <Actions>
          <Button type="submit" kind="primary" wide busy={form.busy}>
            {t('password.set')}
          </Button>
        </Actions>
      </OperationForm>
    </Page>
  )
}
