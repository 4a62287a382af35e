// The return from the organisation's own sign-on: sends the address's query to the server, then goes on or
// shows the problem.
import { useEffect, useRef } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useAct } from '../../../kit/request.ts'
import { Actions, ErrorSummary } from '../../../kit/Form.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Loading } from '../../../kit/State.tsx'
import { requestAuth } from './auth-requests.ts'

export default function SignOnReturn() {
  const t = useMessages()
  const { run, problem } = useAct()
  const once = useRef(false)
  useEffect(() => {
    // The provider's answer is valid once: a second request would be refused.
    if (once.current) return
    once.current = true
    const answer = location.search.slice(1)
    // The address is replaced at once, so that the answer is not in the history of a shared computer.
    history.replaceState(null, '', location.pathname)
    void run(() => requestAuth<{ destination?: string }>('sign-on-return', { answer })).then((done) => {
      if (!done) return
      // oxlint-disable-next-line unicorn/no-thenable -- a parameter of the address, nothing is awaited
      location.replace(hrefTo('/sign-in', {}, { then: done.destination }))
    })
  }, [run])
  return (
    <Page width="narrow">
      <PageHeader title={t('sign_on.coming_in')} {...(!problem && { lead: t('sign_on.one_moment') })} />
      {problem ? (
        <>
          <ErrorSummary title={t('sign_in.not_yet')} problem={problem} />
          <Actions>
            <LinkButton kind="primary" href="/sign-in">
              {t('sign_on.again')}
            </LinkButton>
          </Actions>
        </>
      ) : (
        <Loading />
      )}
    </Page>
  )
}
