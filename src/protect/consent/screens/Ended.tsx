// Before a no to a whole class is written down: which organisations stop seeing something by it.
import { useState } from 'react'
import { dateIn } from '../../../kernel/time.ts'
import { useAsk } from '../../../kit/data.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import { Notice } from '../../../kit/State.tsx'
import { listOrganisations } from '../../access/contract.ts'
import { decisionsOf, listConsents, RecipientClass } from '../contract.ts'
import { endedBy } from '../rules/attestation.ts'

export function Ended({
  person,
  purpose,
  recipient,
  parts,
}: {
  person: string
  purpose: string
  recipient: string
  parts: readonly string[]
}) {
  const t = useMessages()
  const formats = useFormats()
  const { organisation, timeZone } = useActor()
  const [today] = useState(() => dateIn(new Date().toISOString(), timeZone))
  const { consents = [], receivers = [], keptHere } = useAsk(listConsents, { person }).data ?? {}
  const directory = useAsk(listOrganisations, {}).data ?? []
  const ofClass = RecipientClass.safeParse(recipient)
  if (!ofClass.success) return null
  // Without a network the directory may be missing: those that were named to the person are known all the same.
  const named = consents.flatMap(({ recipient: { id, name, organisationClass } }) =>
    id !== null && organisationClass !== undefined ? [{ id, name, class: organisationClass }] : [],
  )
  const known = new Map([...named, ...directory].map((one) => [one.id as string, one]))
  const concerned = [...new Set([...named.map(({ id }) => id as string), ...receivers])]
    .flatMap((id) => known.get(id) ?? [])
    .filter(({ id }) => !keptHere || id !== organisation)
  const no = { purpose, recipient: null, recipientClass: ofClass.data, fieldGroups: parts }
  const names = endedBy(decisionsOf(consents), no, concerned, today).map(({ name }) => name)
  if (names.length === 0) return null
  return (
    <Notice tone="sun" title={t('consent.no_ends')}>
      {formats.list(names)}
    </Notice>
  )
}
