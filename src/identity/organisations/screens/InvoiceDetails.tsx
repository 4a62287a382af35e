// How the user's organisation is written on the invoices it issues and receives.
import type { InputOf, OutputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { changeOrganisation, type getOrganisation } from '../operations.ts'
import * as policy from '../policy.ts'

type Details = InputOf<typeof changeOrganisation>

export function InvoiceDetails({ organisation }: { organisation: OutputOf<typeof getOrganisation> }) {
  const t = useMessages()
  const say = useToast()
  const disabledReason = useMay(policy.administer)
  const { name, contact, timeZone, locale, secondFactor, taxNumber, address, bankAccount } = organisation
  const form = useOperationForm(changeOrganisation, {
    initial: { taxNumber: taxNumber ?? '', address: address ?? '', bankAccount: bankAccount ?? '' },
    // What is emptied is taken out; the rest of the description stays as it is.
    input: (given): Details => ({
      name,
      ...(contact !== undefined && { contact }),
      timeZone,
      locale: locale as Details['locale'],
      secondFactor,
      taxNumber: given.taxNumber ?? null,
      address: given.address ?? null,
      bankAccount: given.bankAccount ?? null,
    }),
    done: () => say(t('kit.saved')),
  })
  return (
    <Card title={t('organisation.invoices')} icon="coin">
      <OperationForm of={form} label={t('organisation.invoices')}>
        <p className="soft">{t('organisation.invoices_help')}</p>
        <form.Text name="taxNumber" label={t('organisation.tax_number')} />
        <form.Text name="address" label={t('organisation.address')} />
        <form.Text
          name="bankAccount"
          label={t('organisation.bank_account')}
          help={t('organisation.bank_account_help')}
        />
        <Actions>
          <Button type="submit" busy={form.busy} disabledReason={disabledReason}>
            {t('kit.save')}
          </Button>
        </Actions>
      </OperationForm>
    </Card>
  )
}
