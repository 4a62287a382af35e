// How the organisation's own sign-on is reached, and what its assertions count for: set up, required, or
// ended.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useGiven, useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, Form, Part } from '../../../kit/Form.tsx'
import { Card, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { configureSignOn, getSignOn, removeSignOn } from '../operations.ts'
import * as policy from '../policy.ts'
import { Claims, Domain } from './Domain.tsx'
import './sign-on.css'

type Provider = NonNullable<OutputOf<typeof getSignOn>['provider']>

/** Where the provider sends people back to; the same as in `src/identity/sessions/server/sign-on.ts`. */
const RETURN_PATH = '/sign-in/organisation'

export default function SignOn() {
  const t = useMessages()
  const asked = useAsk(getSignOn, {})
  return (
    <Page width="narrow">
      <PageHeader title={t('sign_on.title')} lead={t('sign_on.lead')} />
      <Answer of={asked}>
        {({ provider }) => (
          <>
            {provider ? (
              <Notice tone={provider.linked > 0 ? 'good' : 'sun'}>
                {t('sign_on.linked', { count: provider.linked, domain: provider.domain })}
              </Notice>
            ) : (
              <Notice>{t('sign_on.not_yet')}</Notice>
            )}
            {provider && <Domain provider={provider} again={asked.again} />}
            <AtProvider />
            <FromProvider key={provider?.issuer ?? ''} provider={provider} onDone={asked.again} />
          </>
        )}
      </Answer>
      <Claims />
    </Page>
  )
}

/** The values to enter at the provider. */
function AtProvider() {
  const t = useMessages()
  const say = useToast()
  const address = `${location.origin}${RETURN_PATH}`
  return (
    <Card title={t('sign_on.there')} icon="directory">
      <p>{t('sign_on.there_help')}</p>
      <code className="return-address" dir="ltr">
        {address}
      </code>
      <Actions>
        <Button
          icon="clip"
          onClick={() => void navigator.clipboard.writeText(address).then(() => say(t('sign_on.copied')))}
        >
          {t('sign_on.copy')}
        </Button>
      </Actions>
    </Card>
  )
}

/** The provider's own values, entered here. */
function FromProvider({ provider, onDone }: { provider: Provider | undefined; onDone: () => void }) {
  const t = useMessages()
  const say = useToast()
  const disabledReason = useMay(policy.configure)
  const [removing, setRemoving] = useState(false)
  const form = useOperationForm(configureSignOn, {
    initial: {
      issuer: provider?.issuer ?? '',
      clientId: provider?.clientId ?? '',
      domain: provider?.domain ?? '',
      secondFactor: provider?.secondFactor ?? 'house',
      acr: provider?.acr ?? '',
      required: provider?.required ?? false,
    },
    input: ({ acr, domain, issuer, ...given }) => ({
      ...given,
      ...(issuer !== undefined && { issuer: issuer.trim() }),
      ...(domain !== undefined && { domain: domain.trim().replace(/^@/u, '') }),
      ...(acr !== undefined && { acr }),
    }),
    problems: { 'sign_on.domain_taken': 'domain', 'sign_on.domain_unproved': 'domain' },
    done() {
      say(t('kit.saved'))
      onDone()
    },
  })
  const { secondFactor } = useGiven(form)

  return (
    <>
      <OperationForm of={form}>
        <Part title={t('sign_on.here')}>
          <form.Text
            name="issuer"
            label={t('sign_on.issuer')}
            help={t('sign_on.issuer_help')}
            inputMode="url"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
          />
          <form.Text
            name="clientId"
            label={t('sign_on.client_id')}
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
          />
          <form.Text
            name="clientSecret"
            label={t('sign_on.client_secret')}
            help={t(provider ? 'sign_on.client_secret_stays' : 'sign_on.client_secret_help')}
            type="password"
            autoComplete="off"
            dir="ltr"
          />
          <form.Text
            name="domain"
            label={t('sign_on.domain')}
            help={t('sign_on.domain_help')}
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            width="medium"
          />
        </Part>
        <Part title={t('sign_on.worth')}>
          <form.Choice
            name="secondFactor"
            label={t('sign_on.second_factor')}
            options={(['house', 'provider'] as const).map((value) => ({
              value,
              label: t(`sign_on.second_factor.${value}`),
              help: t(`sign_on.second_factor.${value}_help`),
            }))}
          />
          {secondFactor === 'provider' && (
            <form.Text
              name="acr"
              label={t('sign_on.acr')}
              help={t('sign_on.acr_help')}
              autoCapitalize="none"
              spellCheck={false}
              dir="ltr"
            />
          )}
          <form.Check name="required" label={t('sign_on.required')} help={t('sign_on.required_help')} />
        </Part>
        <Actions sticky>
          <Button type="submit" kind="primary" busy={form.busy} disabledReason={disabledReason}>
            {t('kit.save')}
          </Button>
          {provider && (
            <Button kind="quiet" disabledReason={disabledReason} onClick={() => setRemoving(true)}>
              {t('sign_on.remove')}
            </Button>
          )}
        </Actions>
      </OperationForm>
      {removing && <Remove onClose={() => setRemoving(false)} onDone={onDone} />}
    </>
  )
}

function Remove({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const t = useMessages()
  const say = useToast()
  const remove = useCommand(removeSignOn, {
    done() {
      say(t('sign_on.removed'))
      onClose()
      onDone()
    },
  })
  return (
    <Dialog title={t('sign_on.remove')} onClose={onClose}>
      <Form problem={remove.problem} onSubmit={() => remove.run({})}>
        <p>{t('sign_on.remove_help')}</p>
        <Actions>
          <Button type="submit" kind="danger" busy={remove.busy}>
            {t('sign_on.remove')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
