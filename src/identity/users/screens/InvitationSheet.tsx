// The link of an invitation on a sheet to hand over: to read, to scan with a telephone, or to copy.
import { useState } from 'react'
import { dateIn } from '../../../kernel/time.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { PrintSheet } from '../../../kit/print/PrintSheet.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { useActor } from '../../../kit/session.tsx'
import { SquareCode, TypedLink } from '../../../kit/drawings/SquareCode.tsx'
import { Answer } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { getInvitation } from '../operations.ts'

export default function InvitationSheet({ params: { user } }: ScreenProps<'/users/:user/invitation'>) {
  const t = useMessages()
  const say = useToast()
  const { date, instant } = useFormats()
  const { organisationName, timeZone } = useActor()
  const invitation = useAsk(getInvitation, { user })
  const [today] = useState(() => dateIn(new Date().toISOString(), timeZone))
  return (
    <Page width="narrow">
      <div className="screen-only">
        <PageHeader
          title={t('invitation.title')}
          lead={t('invitation.hand_over')}
          back={{ href: '/users', label: t('user.title') }}
        />
      </div>
      <Answer of={invitation}>
        {({ path, name, email, until, worksIn }) => {
          const link = new URL(path, location.origin).href
          return (
            <>
              <PrintSheet issuer={organisationName} date={date(today)}>
                <h2>{t('invitation.welcome', { name })}</h2>
                <p>{t('invitation.sheet', { organisation: organisationName, email })}</p>
                {worksIn !== undefined && <p>{t('invitation.works_in', { organisation: worksIn })}</p>}
                <SquareCode text={link} label={t('invitation.square')} />
                <TypedLink link={link} />
                <p>{t('invitation.until', { when: instant(until) })}</p>
              </PrintSheet>
              <div className="screen-only">
                <Actions>
                  <Button
                    kind="primary"
                    icon="clip"
                    onClick={() =>
                      void navigator.clipboard.writeText(link).then(() => say(t('invitation.copied')))
                    }
                  >
                    {t('invitation.copy')}
                  </Button>
                  <Button icon="print" onClick={() => print()}>
                    {t('kit.print')}
                  </Button>
                </Actions>
              </div>
            </>
          )
        }}
      </Answer>
    </Page>
  )
}
