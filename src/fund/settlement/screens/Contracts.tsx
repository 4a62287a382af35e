// The organisation's contracts: payer, provider, rate card, amounts in statements and paid; a payer signs new
// ones here.
import { useState } from 'react'
import { say } from '../../../kernel/packs/pack.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { DateText, Money } from '../../../kit/Figures.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { Listing, type ListColumn } from '../../../kit/list/Listing.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import { hrefTo } from '../../../kernel/paths.ts'
import { dateIn } from '../../../kernel/time.ts'
import { ContractState, listContracts, type Contract } from '../operations.ts'
import { contractState } from '../rules.ts'
import { Sign } from './Sign.tsx'

const TONES = { coming: 'open', running: 'good', ended: 'closed' } as const

export default function Contracts() {
  const t = useMessages()
  const { locale } = useLocale()
  const { timeZone } = useActor()
  const [today] = useState(() => dateIn(new Date().toISOString(), timeZone))
  const [signing, setSigning] = useState(false)
  const asked = useAsk(listContracts, { limit: 1 })
  const offers = asked.data?.offers ?? []
  const columns: ListColumn<Contract>[] = [
    { key: 'title', title: t('contract.one'), cell: ({ title }) => say(title, locale), names: true },
    {
      key: 'payer',
      title: t('contract.payer'),
      cell: ({ payer }) => <bdi>{payer.name}</bdi>,
      card: 'titled',
    },
    {
      key: 'provider',
      title: t('contract.receives'),
      cell: ({ provider }) => <bdi>{provider.name}</bdi>,
      sort: 'provider',
      card: 'titled',
    },
    {
      key: 'starts',
      tight: true,
      title: t('contract.starts_on'),
      cell: ({ startsOn }) => <DateText date={startsOn} />,
      sort: 'starts',
      downFirst: true,
      card: 'none',
    },
    {
      key: 'state',
      tight: true,
      title: t('contract.state'),
      cell: (contract) => {
        const state = contractState(contract, today)
        return <StatusPill tone={TONES[state]}>{t(`contract.state.${state}`)}</StatusPill>
      },
      card: 'none',
    },
    {
      key: 'paid',
      title: t('contract.paid_so_far'),
      cell: ({ paid }) => <Money value={paid} />,
      figure: true,
      card: 'none',
    },
    {
      key: 'settled',
      title: t('contract.settled_so_far'),
      cell: ({ settled }) => <Money value={settled} />,
      figure: true,
      card: 'end',
    },
  ]
  const sign = offers.length > 0 && (
    <Button kind="primary" icon="contract" onClick={() => setSigning(true)}>
      {t('contract.sign')}
    </Button>
  )
  return (
    <Page>
      <PageHeader title={t('contract.title')} lead={t('contract.lead')} actions={sign} />
      <Listing
        name="contract"
        label={t('contract.title')}
        of={listContracts}
        rows={({ contracts }) => contracts}
        rowKey={({ id }) => id}
        href={({ id }) => hrefTo('/contracts/:contract', { contract: id })}
        columns={columns}
        sort="-signed"
        find={t('contract.find')}
        findShort={t('contract.find_short')}
        counted={(count) => t('contract.count', { count })}
        none={t('contract.none')}
        nothing={{ title: t('contract.empty'), help: t('contract.empty_help') }}
        refreshOn={['statement', 'payment']}
        filters={(answer) => [
          {
            key: 'state',
            label: t('contract.state'),
            every: t('contract.every_state'),
            options: ContractState.options.map((value) => ({
              value,
              label: t(`contract.state.${value}`),
            })),
          },
          {
            key: 'payer',
            label: t('contract.payer'),
            every: t('contract.every_payer'),
            options: (answer?.payers ?? []).map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
        input={({ state, payer }) => ({
          ...(ContractState.options.some((one) => one === state) && { state }),
          ...(payer && { payer }),
        })}
        file
      />
      {signing && <Sign offers={offers} onClose={() => setSigning(false)} />}
    </Page>
  )
}
