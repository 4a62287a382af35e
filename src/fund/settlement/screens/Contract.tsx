// The screen of one contract: its prices, the amount due now, its statements and its ledger.
import { useEffect, useEffectEvent, useState } from 'react'
import { say } from '../../../kernel/packs/pack.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { DateText, Money, Stat } from '../../../kit/Figures.tsx'
import { Actions, ErrorSummary } from '../../../kit/Form.tsx'
import { Card, Columns, FactRow, Facts, List, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { navigate, type ScreenProps } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, Notice } from '../../../kit/State.tsx'
import { Table } from '../../../kit/Table.tsx'
import { Tabs } from '../../../kit/controls/Tabs.tsx'
import {
  getLedger,
  issueStatement,
  listContracts,
  listStatements,
  previewStatement,
  type Contract as ContractTerms,
} from '../operations.ts'
import * as policy from '../policy.ts'
import { Lines } from './Lines.tsx'
import { Missing } from './Missing.tsx'
import { Prices } from './Prices.tsx'
import { StatementRow } from './StatementRow.tsx'

export default function Contract({ params }: ScreenProps<'/contracts/:contract'>) {
  const t = useMessages()
  const asked = useAsk(listContracts, {}, { refreshOn: ['statement', 'payment'] })
  return (
    <Page>
      <Answer of={asked} lines={8}>
        {({ contracts }) => {
          const contract = contracts.find(({ id }) => id === params['contract'])
          return contract ? (
            <Terms contract={contract} />
          ) : (
            <EmptyState title={t('problem.contract.unknown')} drawing="entrance" />
          )
        }}
      </Answer>
    </Page>
  )
}

function Terms({ contract }: { contract: ContractTerms }) {
  const t = useMessages()
  const { locale } = useLocale()
  const { money } = useFormats()
  const tabs = [
    { key: 'due', title: t('contract.tab.due'), content: <Due contract={contract} /> },
    { key: 'terms', title: t('contract.tab.terms'), content: <TermsOf contract={contract} /> },
    { key: 'statements', title: t('statement.title'), content: <Statements contract={contract.id} /> },
    { key: 'ledger', title: t('ledger.title'), content: <Ledger contract={contract.id} /> },
  ]
  return (
    <>
      <PageHeader
        title={say(contract.title, locale)}
        lead={t('contract.parties', { payer: contract.payer.name, provider: contract.provider.name })}
        back={{ href: '/contracts', label: t('contract.title') }}
      />
      <Stack>
        <Columns of={3}>
          <Stat figure={money(contract.settled)} label={t('contract.settled')} />
          <Stat figure={money(contract.paid)} label={t('contract.paid')} />
          {contract.left && contract.ceiling && (
            <Stat
              figure={money(contract.left)}
              label={t('contract.left')}
              detail={t('contract.left_of', { ceiling: money(contract.ceiling) })}
            />
          )}
        </Columns>
        <Tabs label={t('contract.one')} tabs={tabs} />
      </Stack>
    </>
  )
}

/** The longest pause of a timer, in milliseconds: a longer one would be none. */
const LONGEST = 2_147_483_647

/** Asks again at this instant by the clock of the device, and a moment later, because the server's may be behind it. */
function useAgainAt(until: string | undefined, again: () => void) {
  const ask = useEffectEvent(again)
  useEffect(() => {
    if (until === undefined) return
    const pause = Math.max(0, Date.parse(until) - Date.now())
    const timers = [500, 30_000].map((more) => setTimeout(() => ask(), Math.min(LONGEST, pause + more)))
    return () => timers.forEach(clearTimeout)
  }, [until])
}

/** The amount due that is in no statement yet, and the button that issues one. */
function Due({ contract }: { contract: ContractTerms }) {
  const t = useMessages()
  const { money, time } = useFormats()
  const actor = useActor()
  const [asking, setAsking] = useState(false)
  const refused = useMay(policy.issue)
  const disabledReason = actor.organisation === contract.provider.id ? refused : t('reason.only_provider')
  const asked = useAsk(
    previewStatement,
    { contract: contract.id },
    { refreshOn: ['statement', 'outcome', 'verification'] },
  )
  const until = asked.data?.waiting?.until
  useAgainAt(until, asked.again)
  // The next statement is issued from this screen opened anew.
  const [id] = useState(newId)
  const issue = useCommand(issueStatement, {
    done: (output) => output && navigate(hrefTo('/statements/:statement', { statement: output.id })),
  })
  return (
    <Answer of={asked} lines={4}>
      {({ total, lines, waiting, issuer, recipient, dueOn }) => {
        const waits =
          waiting && t('statement.waits', { amount: money(waiting.total), time: time(waiting.until) })
        return lines.length === 0 ? (
          <EmptyState title={t('statement.nothing')} drawing="shade">
            {waits ?? t('statement.nothing_help')}
          </EmptyState>
        ) : (
          <Stack>
            {waits && <Notice>{waits}</Notice>}
            <Lines lines={lines} total={total} caption={t('statement.preview')} />
            <Missing issuer={issuer} recipient={recipient} dueOn={dueOn} />
            <Actions>
              <Button
                kind="primary"
                icon="coin"
                disabledReason={disabledReason}
                onClick={() => setAsking(true)}
              >
                {t('statement.issue')}
              </Button>
            </Actions>
            {asking && (
              <Dialog title={t('statement.issue')} onClose={() => setAsking(false)}>
                <Stack>
                  <ErrorSummary problem={issue.problem} />
                  <p>{t('statement.issue_help', { payer: contract.payer.name })}</p>
                  <Missing issuer={issuer} recipient={recipient} dueOn={dueOn} />
                  <Actions>
                    <Button
                      kind="primary"
                      icon="coin"
                      busy={issue.busy}
                      onClick={() => issue.run({ id, contract: contract.id })}
                    >
                      {t('statement.issue')}
                    </Button>
                    <Button kind="quiet" onClick={() => setAsking(false)}>
                      {t('kit.cancel')}
                    </Button>
                  </Actions>
                </Stack>
              </Dialog>
            )}
          </Stack>
        )
      }}
    </Answer>
  )
}

function TermsOf({ contract }: { contract: ContractTerms }) {
  const t = useMessages()
  return (
    <Stack>
      <Prices lines={contract.lines} />
      <Card>
        <Facts>
          <FactRow label={t('contract.cap')}>
            {contract.capPerPerson ? <Money value={contract.capPerPerson} /> : t('contract.no_cap')}
          </FactRow>
          <FactRow label={t('contract.ceiling')}>
            {contract.ceiling ? <Money value={contract.ceiling} /> : t('contract.no_cap')}
          </FactRow>
          <FactRow label={t('contract.payment_days')}>
            {contract.paymentDays === null
              ? t('contract.no_payment_days')
              : t('contract.days', { days: contract.paymentDays })}
          </FactRow>
          <FactRow label={t('contract.starts_on')}>
            <DateText date={contract.startsOn} />
          </FactRow>
          <FactRow label={t('contract.until')}>
            {contract.until ? <DateText date={contract.until} /> : t('contract.no_end')}
          </FactRow>
          <FactRow label={t('contract.release')}>
            <bdi>{contract.packRelease.split('+')[0]}</bdi>
          </FactRow>
        </Facts>
      </Card>
    </Stack>
  )
}

function Statements({ contract }: { contract: string }) {
  const t = useMessages()
  const asked = useAsk(listStatements, { contract }, { refreshOn: ['payment'] })
  return (
    <Answer of={asked} lines={4}>
      {({ statements }) =>
        statements.length === 0 ? (
          <EmptyState title={t('statement.empty')} />
        ) : (
          <List label={t('statement.title')}>
            {statements.map((statement) => (
              <StatementRow key={statement.id} statement={statement} />
            ))}
          </List>
        )
      }
    </Answer>
  )
}

function Ledger({ contract }: { contract: string }) {
  const t = useMessages()
  const asked = useAsk(getLedger, { contract }, { refreshOn: ['statement', 'payment'] })
  return (
    <Answer of={asked} lines={6}>
      {({ postings, balances }) =>
        postings.length === 0 ? (
          <EmptyState title={t('ledger.empty')} />
        ) : (
          <Stack>
            <Table
              caption={t('ledger.balances')}
              captionSeen
              rows={balances}
              rowKey={({ account }) => account}
              columns={[
                {
                  key: 'account',
                  title: t('ledger.account'),
                  names: true,
                  cell: ({ account }) => t(`ledger.account.${account}`),
                },
                {
                  key: 'balance',
                  title: t('ledger.balance'),
                  figure: true,
                  cell: ({ balance }) => <Money value={balance} />,
                },
              ]}
            />
            <Table
              caption={t('ledger.postings')}
              captionSeen
              rows={postings}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'on',
                  title: t('ledger.date'),
                  names: true,
                  cell: ({ postedOn }) => <DateText date={postedOn} />,
                },
                { key: 'statement', title: t('statement.one'), cell: ({ number }) => number },
                { key: 'debit', title: t('ledger.debit'), cell: ({ debit }) => t(`ledger.account.${debit}`) },
                {
                  key: 'credit',
                  title: t('ledger.credit'),
                  cell: ({ credit }) => t(`ledger.account.${credit}`),
                },
                {
                  key: 'amount',
                  title: t('ledger.amount'),
                  figure: true,
                  cell: ({ amount }) => <Money value={amount} />,
                },
              ]}
            />
          </Stack>
        )
      }
    </Answer>
  )
}
