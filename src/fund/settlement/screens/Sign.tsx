// Signing a contract: what it pays for each outcome, its limits and the day on which it begins, seen before it is signed.
import { useEffect, useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { say } from '../../../kernel/packs/pack.ts'
import { dateIn, PlainDate } from '../../../kernel/time.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { DateText, Money } from '../../../kit/Figures.tsx'
import { useGiven, useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { FactRow, Facts } from '../../../kit/Layout.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { signContract, type listContracts } from '../operations.ts'
import { besideCard, usualStart } from '../rules.ts'
import { Prices } from './Prices.tsx'

type Offers = OutputOf<typeof listContracts>['offers']

const USUAL_DAYS = 30

export function Sign({ offers, onClose }: { offers: Offers; onClose: () => void }) {
  const t = useMessages()
  const { locale } = useLocale()
  const { date } = useFormats()
  const { timeZone } = useActor()
  const toast = useToast()
  const [id] = useState(newId)
  const [today] = useState(() => dateIn(new Date().toISOString(), timeZone))
  const offerOf = (code: string | undefined) => offers.find((one) => one.rateCard === code)
  const startOf = (offer: Offers[number] | undefined) => offer && usualStart(offer, today)
  const form = useOperationForm(signContract, {
    initial: {
      id,
      rateCard: offers[0]?.rateCard ?? '',
      startsOn: startOf(offers[0]) ?? '',
      paymentDays: String(USUAL_DAYS),
    },
    rules({ rateCard: code, startsOn: day }) {
      const offer = offerOf(code)
      // What is no whole date is refused by the schema.
      const isDate = PlainDate.safeParse(day).success
      const beside = offer && day !== undefined && isDate && besideCard(offer, day)
      if (!beside) return []
      return [
        beside === 'before'
          ? { at: 'startsOn', text: t('contract.begins_early', { date: date(offer.from) }) }
          : { at: 'startsOn', text: t('contract.begins_late', { date: date(offer.until ?? day) }) },
      ]
    },
    problems: {
      'contract.begins_outside': 'startsOn',
      'contract.party_not_allowed': 'provider',
      'contract.already_signed': 'rateCard',
      'organisation.unknown': 'provider',
    },
    done() {
      toast(t('contract.signed'))
      onClose()
    },
  })
  const { rateCard } = useGiven(form)
  const offer = offerOf(rateCard)
  const start = startOf(offer)
  const { set } = form.shared
  // Another rate card may have other days.
  useEffect(() => {
    if (start !== undefined) set('startsOn', start)
  }, [set, start])
  return (
    <Dialog title={t('contract.sign')} onClose={onClose} size="wide">
      <OperationForm of={form}>
        <form.Combobox
          name="rateCard"
          label={t('contract.rate_card')}
          options={offers.map((one) => ({ value: one.rateCard, label: say(one.title, locale) }))}
        />
        {offer && (
          <>
            <Prices lines={offer.lines} />
            <Facts>
              <FactRow label={t('contract.cap')}>
                {offer.capPerPerson ? <Money value={offer.capPerPerson} /> : t('contract.no_cap')}
              </FactRow>
              <FactRow label={t('contract.card_from')}>
                <DateText date={offer.from} />
              </FactRow>
              <FactRow label={t('contract.card_until')}>
                {offer.until ? <DateText date={offer.until} /> : t('contract.no_end')}
              </FactRow>
            </Facts>
          </>
        )}
        <p>{t('contract.sign_help')}</p>
        <form.Combobox
          name="provider"
          label={t('contract.provider')}
          missing={t('contract.provider_missing')}
          options={(offer?.providers ?? []).map(({ id: value, name }) => ({ value, label: name }))}
        />
        <form.DatePicker
          name="startsOn"
          required
          label={t('contract.begins')}
          help={
            start &&
            t('contract.begins_help', { date: date(start), usual: start === today ? 'today' : 'card' })
          }
          missing={t('contract.begins_missing')}
        />
        <form.Number
          name="ceiling"
          label={t('contract.ceiling_in', { currency: offer?.currency ?? '' })}
          help={t('contract.ceiling_help')}
        />
        <form.Number
          name="paymentDays"
          label={t('contract.payment_days')}
          help={t('contract.payment_days_help')}
        />
        <Actions>
          <Button type="submit" kind="primary" icon="contract" busy={form.busy}>
            {t('contract.sign')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
