// The organisation's contracts: payer, provider, rate card, amounts in statements and paid; a payer signs new
// ones here.
import { useState } from 'react'
import { say } from '../../../kernel/pack.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { Select } from '../../../kit/Field.tsx'
import { Money } from '../../../kit/Figures.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { List, ListRow, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import type { OutputOf } from '../../../kernel/command.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { listContracts, listStatements, signContract } from '../operations.ts'
import { StatementRow } from './StatementRow.tsx'

type Offers = OutputOf<typeof listContracts>['offers']

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

function Sign({ offers, onClose }: { offers: Offers; onClose: () => void }) {
  const t = useMessages()
  const { locale } = useLocale()
  const toast = useToast()
  const [rateCard, setRateCard] = useState(offers[0]?.rateCard ?? '')
  const [provider, setProvider] = useState('')
  const [errors, setErrors] = useState<string[]>([])
  const providers = offers.find((offer) => offer.rateCard === rateCard)?.providers ?? []
  const sign = useCommand(signContract, {
    done: () => {
      toast(t('contract.signed'))
      onClose()
    },
  })
  return (
    <Dialog title={t('contract.sign')} onClose={onClose}>
      <Form
        problem={sign.problem}
        errors={errors}
        onSubmit={() => {
          setErrors(provider === '' ? [t('contract.provider_missing')] : [])
          return provider === '' ? undefined : sign.run({ id: newId(), rateCard, provider })
        }}
      >
        <p>{t('contract.sign_help')}</p>
        <Select
          label={t('contract.rate_card')}
          value={rateCard}
          onChange={setRateCard}
          options={offers.map((offer) => ({ value: offer.rateCard, label: say(offer.title, locale) }))}
        />
        <Select
          label={t('contract.provider')}
          value={provider}
          onChange={setProvider}
          options={providers.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Actions>
          <Button type="submit" kind="primary" busy={sign.busy}>
            {t('contract.sign')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
