// The organisation's contracts: payer, provider, rate card, amounts in statements and paid; a payer signs new
// ones here.
import { useState } from 'react'
import { say } from '../../../kernel/pack.ts'
import { Button } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Money } from '../../../kit/Figures.tsx'
import { List, ListRow, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { hrefTo } from '../../../kernel/paths.ts'
import { listContracts, listStatements } from '../operations.ts'
import { Sign } from './Sign.tsx'
import { StatementRow } from './StatementRow.tsx'

export default function Contracts() {
  const t = useMessages()
  const { locale } = useLocale()
  const [signing, setSigning] = useState(false)
  const asked = useAsk(listContracts, {}, { refreshOn: ['statement', 'payment'] })
  const statements = useAsk(listStatements, {}, { refreshOn: ['payment'] })
  const offers = asked.data?.offers ?? []
  const sign = offers.length > 0 && (
    <Button kind="primary" icon="contract" onClick={() => setSigning(true)}>
      {t('contract.sign')}
    </Button>
  )
  return (
    <Page>
      <PageHeader title={t('contract.title')} lead={t('contract.lead')} actions={sign} />
      <Stack>
        <Answer of={asked} lines={4}>
          {({ contracts }) =>
            contracts.length === 0 ? (
              <EmptyState title={t('contract.empty')} drawing="seed">
                {t('contract.empty_help')}
              </EmptyState>
            ) : (
              <List label={t('contract.title')}>
                {contracts.map((contract) => (
                  <ListRow
                    key={contract.id}
                    href={hrefTo('/contracts/:contract', { contract: contract.id })}
                    icon="contract"
                    title={say(contract.title, locale)}
                    detail={t('contract.parties', {
                      payer: contract.payer.name,
                      provider: contract.provider.name,
                    })}
                    end={<Money value={contract.settled} />}
                  />
                ))}
              </List>
            )
          }
        </Answer>
        <section>
          <h2>{t('statement.title')}</h2>
          <Answer of={statements} lines={4}>
            {({ statements: all }) =>
              all.length === 0 ? (
                <p className="soft">{t('statement.empty')}</p>
              ) : (
                <List label={t('statement.title')}>
                  {all.map((statement) => (
                    <StatementRow key={statement.id} statement={statement} />
                  ))}
                </List>
              )
            }
          </Answer>
        </section>
      </Stack>
      {signing && <Sign offers={offers} onClose={() => setSigning(false)} />}
    </Page>
  )
}
