// The missing consent, in words: which parts, for whom and for which purpose; and a link to record the
// person's answer, or who may ask.
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Inline, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useActor } from '../../../kit/session.tsx'
import { useWhoMay } from '../../../kit/who-may.ts'
import { listOrganisations } from '../../../identity/organisations/operations.ts'
import { consentHref, MissingConsent, RecipientClass } from '../operations.ts'
import * as policy from '../policy.ts'

/** @param data of the Problem `consent.missing`, or what an answer says it leaves out */
export default function Missing({ data }: { data: object }) {
  const missing = MissingConsent.safeParse(data)
  return missing.success ? <Named missing={missing.data} /> : null
}

function Named({ missing }: { missing: MissingConsent }) {
  const t = useMessages()
  const words = usePack()
  const { list } = useFormats()
  const actor = useActor()
  const barred = useWhoMay(policy.record)
  const own = missing.recipient === actor.organisation
  const ofClass = RecipientClass.safeParse(missing.recipient)
  const others = useAsk(listOrganisations, own || ofClass.success ? null : {})
  const name = own
    ? actor.organisationName
    : ofClass.success
      ? t(`consent.class.${ofClass.data}`)
      : (others.data?.find(({ id }) => id === missing.recipient)?.name ?? t('consent.recipient_later'))
  const parts = list(missing.fieldGroups.map((code) => words?.term('fieldGroups', code) ?? code))
  const purpose = words?.term('purposes', missing.purpose) ?? missing.purpose
  return (
    <Stack tight>
      <p>{t('consent.missing', { name, parts, purpose })}</p>
      <Inline>
        {barred === undefined ? (
          <LinkButton href={consentHref(missing)} icon="shield">
            {t('consent.ask_this')}
          </LinkButton>
        ) : (
          <Button icon="shield" disabledReason={barred}>
            {t('consent.ask_this')}
          </Button>
        )}
      </Inline>
    </Stack>
  )
}
