// The needs of a person that are open, on their record: what each waits for is a referral, the rest is behind a menu.
import { lazy, Suspense, useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { Acts } from '../../../kit/controls/Menu.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { Remedy } from '../../../kit/Remedy.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, Notice, StatusPill } from '../../../kit/State.tsx'
import { getWork, type Need } from '../operations.ts'
import * as policy from '../policy.ts'
import { Closing } from './closing.tsx'
import { REFRESHED_BY } from './refreshed.ts'
import './work.css'

const ChangeUrgency = lazy(() => import('./ChangeUrgency.tsx'))

export default function OpenNeeds({ person }: { person: string }) {
  const t = useMessages()
  const asked = useAsk(getWork, { person }, { refreshOn: REFRESHED_BY })
  const toName = (
    <LinkButton href={hrefTo('/people/:person/need', { person })} kind="quiet" icon="add">
      {t('need.new')}
    </LinkButton>
  )
  return (
    <Card title={t('need.open')} icon="need">
      <Answer of={asked}>
        {({ needs, withheld }) => {
          const open = needs.filter(({ ending }) => ending === null)
          return (
            <>
              {withheld && (
                <Notice title={t('need.withheld')}>
                  <Remedy of={{ code: 'consent.missing', data: withheld }} />
                </Notice>
              )}
              {open.length > 0 && (
                <List label={t('need.open')}>
                  {open.map((need) => (
                    <NeedRow key={need.id} person={person} need={need} />
                  ))}
                </List>
              )}
              {needs.length === 0 && !withheld && (
                <EmptyState title={t('need.none')} drawing="seed">
                  {t('need.none_help')}
                </EmptyState>
              )}
              {needs.length > 0 && open.length === 0 && <p className="soft">{t('need.none_open')}</p>}
              <div className="screen-only">{toName}</div>
            </>
          )
        }}
      </Answer>
    </Card>
  )
}

function NeedRow({ person, need }: { person: string; need: Need }) {
  const t = useMessages()
  const words = usePack()
  const disabledReason = useMay(policy.identify)
  const [asking, setAsking] = useState<'close' | 'urgency'>()
  const onClose = () => setAsking(undefined)
  const pressing = need.urgency === 'immediate'
  const name = words?.term('needs', need.code) ?? need.code
  return (
    <ListRow
      title={name}
      detail={
        <>
          <DateText date={need.identifiedOn} />
          {need.note && (
            <>
              {' '}
              · <bdi>{need.note}</bdi>
            </>
          )}
          {need.notedBy && <> · {t('need.noted_by', { name: need.notedBy })}</>}
        </>
      }
      now={pressing}
      end={
        <StatusPill tone={pressing ? 'now' : 'open'}>
          {words?.term('urgencies', need.urgency) ?? need.urgency}
        </StatusPill>
      }
    >
      {!need.notedBy && (
        <>
          <Acts
            of={name}
            more={[
              {
                key: 'urgency',
                label: t('need.change_urgency'),
                icon: 'clock',
                disabledReason,
                onAct: () => setAsking('urgency'),
              },
              {
                key: 'close',
                label: t('need.close'),
                icon: 'check',
                disabledReason,
                onAct: () => setAsking('close'),
              },
            ]}
          >
            <LinkButton href={hrefTo('/people/:person/refer', { person }, { need: need.id })} icon="referral">
              {t('need.refer')}
            </LinkButton>
          </Acts>
          {asking === 'close' && (
            <Closing of={{ kind: 'need', person, id: need.id, name }} onClose={onClose} />
          )}
          {asking === 'urgency' && (
            <Suspense fallback={<div className="dialog-shade" aria-busy="true" />}>
              <ChangeUrgency {...{ person, need, name, onClose }} />
            </Suspense>
          )}
        </>
      )}
    </ListRow>
  )
}
