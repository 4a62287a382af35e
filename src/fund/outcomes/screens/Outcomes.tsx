// The organisation's claims: running, with missing evidence, ready to submit, and decided.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { ChoiceGroup } from '../../../kit/Field.tsx'
import { List, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useLinked } from '../../../kit/route.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { listOutcomes, type ClaimState, type ClaimSummary } from '../operations.ts'
import { TO_DO } from '../rules.ts'
import { ClaimRow } from './claim.tsx'

/** The filters of the list, and the states that each includes. */
const VIEWS = {
  to_do: TO_DO,
  running: ['running', 'broken'],
  sent: ['submitted'],
  verified: ['verified'],
  ended: ['failed', 'rejected', 'voided'],
} as const satisfies Record<string, readonly ClaimState[]>
type View = keyof typeof VIEWS

export default function Outcomes() {
  const t = useMessages()
  const [linked, choose] = useLinked('view', 'to_do')
  const view: View = linked in VIEWS ? (linked as View) : 'to_do'
  return (
    <Page>
      <PageHeader title={t('outcome.title')} lead={t('outcome.lead')} />
      <Stack>
        <Pages key={view} view={view} choose={choose} />
      </Stack>
    </Page>
  )
}

function Pages({ view, choose }: { view: View; choose: (view: string) => void }) {
  const t = useMessages()
  const [before, setBefore] = useState<readonly ClaimSummary[]>([])
  const [after, setAfter] = useState<string>()
  const asked = useAsk(listOutcomes, { states: [...VIEWS[view]], ...(after && { after }) }, { keep: true })
  const counted = (name: View) =>
    (asked.data?.counts ?? [])
      .filter(({ state }) => (VIEWS[name] as readonly ClaimState[]).includes(state))
      .reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <ChoiceGroup
        label={t('outcome.view')}
        inline
        value={view}
        onChange={choose}
        options={(Object.keys(VIEWS) as View[]).map((name) => ({
          value: name,
          label: t(`outcome.view.${name}`, { count: counted(name) }),
        }))}
      />
      <Answer of={asked} lines={8}>
        {({ claims, next }) => {
          const shown = [...before, ...claims.filter(({ id }) => !before.some((claim) => claim.id === id))]
          if (shown.length === 0) {
            return (
              <EmptyState title={t(`outcome.empty.${view}`)} drawing="seed">
                {t('outcome.empty_help')}
              </EmptyState>
            )
          }
          return (
            <>
              <List label={t('outcome.title')}>
                {shown.map((claim) => (
                  <ClaimRow key={claim.id} claim={claim} named />
                ))}
              </List>
              {next && (
                <Button
                  icon="down"
                  onClick={() => {
                    setBefore(shown)
                    setAfter(next)
                  }}
                >
                  {t('outcome.more')}
                </Button>
              )}
            </>
          )
        }}
      </Answer>
    </>
  )
}
