// The code with which the holder of an existing account accepts a membership, on a sheet to hand to that
// person alone.
import { useState } from 'react'
import { dateIn } from '../../../kernel/time.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { PrintSheet } from '../../../kit/print/PrintSheet.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { type ScreenProps, useLinked } from '../../../kit/route.tsx'
import { useActor } from '../../../kit/session.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { getMembershipCode } from '../operations.ts'

export default function MembershipSheet({ params: { user } }: ScreenProps<'/users/:user/membership'>) {
  const t = useMessages()
  const { date } = useFormats()
  const { timeZone } = useActor()
  const [organisation] = useLinked('organisation')
  const asked = useAsk(getMembershipCode, { user, ...(organisation !== '' && { organisation }) })
  const [today] = useState(() => dateIn(new Date().toISOString(), timeZone))
  return (
    <Page width="narrow">
      <div className="screen-only">
        <PageHeader
          title={t('membership.sheet_title')}
          lead={t('membership.elsewhere')}
          back={{ href: '/users', label: t('user.title') }}
        />
      </div>
      <Answer of={asked}>
        {({ path, code, email, organisationName }) => (
          <>
            <div className="screen-only">
              <Notice tone="sun">{t('membership.hand_over')}</Notice>
            </div>
            <PrintSheet issuer={organisationName} date={date(today)}>
              <h2>{t('membership.sheet_title')}</h2>
              <p>{t('membership.sheet', { organisation: organisationName, email })}</p>
              <p className="secret" dir="ltr">
                {new URL(path, location.origin).href}
              </p>
              <p>{t('membership.code')}</p>
              <p className="secret" dir="ltr">
                {code}
              </p>
              <p>{t('membership.not_mine')}</p>
            </PrintSheet>
            <div className="screen-only">
              <Actions>
                <Button icon="print" onClick={() => print()}>
                  {t('kit.print')}
                </Button>
              </Actions>
            </div>
          </>
        )}
      </Answer>
    </Page>
  )
}
