// Passwords and second proofs that were tried on the user's own account and refused: in My account all of
// them, on the home screen those that need attention.
import type { ReactNode } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAct } from '../../../kit/request.ts'
import { isolate } from '../../../kit/formats.ts'
import { Actions, ErrorSummary } from '../../../kit/Form.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { Answer, StatusPill } from '../../../kit/State.tsx'
import { browserName } from './browser-name.ts'
import { requestAuth, type RefusedProof } from './auth-requests.ts'
import { useRefused } from './refused.ts'

export function RefusedProofs() {
  const t = useMessages()
  const refused = useRefused()
  return (
    <Card title={t('refused_proof.title')} icon="shield">
      <p>{t('refused_proof.lead')}</p>
      <Answer of={refused} lines={1}>
        {(all) =>
          all.length === 0 ? (
            <p className="soft">{t('refused_proof.none')}</p>
          ) : (
            <RefusedList title={t('refused_proof.title')} of={all} onDone={refused.again} />
          )
        }
      </Answer>
    </Card>
  )
}

/** The refused attempts, what to do about them, and a button that marks them as seen while some are new. */
export function RefusedList({
  title,
  of: all,
  onDone,
  more,
}: {
  title: string
  of: readonly RefusedProof[]
  onDone: () => void
  /** A link to the full list, where this one has only new ones, which then need no mark. */
  more?: ReactNode
}) {
  const t = useMessages()
  const { instant } = useFormats()
  const act = useAct()
  const latest = all[0]?.lastAt
  const see = () =>
    act.run(() => requestAuth('see-refused-proofs', { until: latest })).then((done) => done && onDone())
  const from = ({ browser, address, lastAt }: RefusedProof) =>
    t(address === '' ? 'refused_proof.elsewhere' : 'refused_proof.from', {
      browser: browserName(browser) ?? t('profile.unknown_browser'),
      address: isolate(address),
      when: instant(lastAt),
    })
  return (
    <>
      <ErrorSummary problem={act.problem} />
      <List label={title}>
        {all.map((one) => (
          <ListRow
            key={`${one.kind} ${one.address}`}
            title={t(`refused_proof.${one.kind}`, { tries: one.tries })}
            detail={from(one)}
            end={one.isNew && !more && <StatusPill tone="now">{t('refused_proof.new')}</StatusPill>}
          />
        ))}
      </List>
      <p>{t('refused_proof.advice')}</p>
      {all.some(({ isNew }) => isNew) && (
        <Actions>
          <Button busy={act.busy} onClick={() => void see()}>
            {t('refused_proof.seen')}
          </Button>
          {more}
        </Actions>
      )}
    </>
  )
}
