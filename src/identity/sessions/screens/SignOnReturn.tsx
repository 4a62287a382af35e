// Coming back from the organisation's own sign-on: hands what the address brought to our door, and goes on or says why not.
import { useEffect, useRef } from 'react'
import { LinkButton } from '../../../kit/Button.tsx'
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
    // What the provider answered opens the door one time; a second knock would be refused.
    if (once.current) return
    once.current = true
    const answer = location.search.slice(1)
    // The address is left behind at once: nobody finds the answer in the history of a shared computer.
    history.replaceState(null, '', location.pathname)
    void run(() => requestAuth<{ destination?: string }>('sign-on-return', { answer })).then((done) => {
      if (!done) return
      const then = done.destination === undefined ? '' : `?then=${encodeURIComponent(done.destination)}`
      location.replace(`/sign-in${then}`)
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
