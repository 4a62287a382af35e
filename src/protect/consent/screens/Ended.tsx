// Before a no is recorded, or a yes is withdrawn: which organisations of a class stop seeing something by it,
// and what each of them may still see.
import { useState } from 'react'
import { dateIn } from '../../../kernel/time.ts'
import { useAsk } from '../../../kit/data.tsx'
import { List, ListRow } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import { Notice } from '../../../kit/State.tsx'
import { listOrganisations } from '../../../identity/organisations/operations.ts'
import { decisionsOf, listConsents, RecipientClass } from '../operations.ts'
import { endedBy, leftAfter, type Yes } from '../rules/attestation.ts'
import { concerns } from '../rules/decisions.ts'
import { Terms } from './words.tsx'

type About = { person: string; purpose: string; recipient: string; parts: readonly string[] }

export default function Ended({ person, purpose, recipient, parts }: About) {
  const t = useMessages()
  const formats = useFormats()
  const { organisation, timeZone } = useActor()
  const [today] = useState(() => dateIn(new Date().toISOString(), timeZone))
  const { consents = [], receivers = [], keptHere } = useAsk(listConsents, { person }).data ?? {}
  const directory = useAsk(listOrganisations, {}).data ?? []
  // Without a network the directory may be missing: organisations named in the person's consents are known
  // all the same.
  const named = consents.flatMap(({ recipient: { id, name, organisationClass } }) =>
    id !== null && organisationClass !== undefined ? [{ id, name, class: organisationClass }] : [],
  )
  const known = new Map([...named, ...directory].map((one) => [one.id as string, one]))
  const concerned = [...new Set([...named.map(({ id }) => id as string), ...receivers])]
    .flatMap((id) => known.get(id) ?? [])
    .filter(({ id }) => !keptHere || id !== organisation)
  const ofClass = RecipientClass.safeParse(recipient).data ?? null
  const no: Yes = {
    purpose,
    recipient: ofClass === null ? recipient : null,
    recipientClass: ofClass,
    fieldGroups: parts,
  }
  const decisions = decisionsOf(consents)
  const names = ofClass === null ? [] : endedBy(decisions, no, concerned, today).map(({ name }) => name)
  const left = concerned
    .filter((one) => concerns(no, { organisation: one.id, organisationClass: one.class }))
    .flatMap((one) => leftAfter(decisions, no, one, today).map((each) => ({ ...each, ...one })))
  return (
    <>
      {names.length > 0 && (
        <Notice tone="sun" title={t('consent.no_ends')}>
          {formats.list(names)}
        </Notice>
      )}
      {left.length > 0 && (
        <Notice tone="sun" title={t('consent.no_leaves')}>
          <List label={t('consent.no_leaves')}>
            {left.map((one) => (
              <ListRow
                key={`${one.id} ${one.purpose}`}
                title={<bdi>{one.name}</bdi>}
                detail={<Terms purpose={one.purpose} fieldGroups={one.fieldGroups} />}
              />
            ))}
          </List>
          <p>{t('consent.no_leaves_help')}</p>
        </Notice>
      )}
    </>
  )
}
