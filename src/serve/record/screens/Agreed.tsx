// Whether the person agreed to be registered: the text of their yes, a no, or that nobody asked them yet.
import { verb } from '../../../kernel/actor.ts'
import { useAsk } from '../../../kit/data.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useMay } from '../../../kit/session.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import { listConsents } from '../../../protect/consent/operations.ts'
import { permissions as ofConsent } from '../../../protect/consent/permissions.ts'
import type { Person } from '../operations.ts'

const read = verb(ofConsent['consent.read'])

/** The purpose under which the organisation that keeps a record serves the person. */
export const SERVING = 'service'

export function Agreed({ person }: { person: Person }) {
  const t = useMessages()
  const words = usePack()
  const mayNot = useMay(read)
  const { consentText } = person
  const isKnown = consentText !== null || mayNot !== undefined
  const decided = useAsk(listConsents, isKnown ? null : { person: person.id }).data
  if (consentText !== null) {
    const text = words?.pack.consentTexts.find(({ version }) => version === consentText)
    return text ? words?.say(text.title) : consentText
  }
  // A receiver does not see every decision.
  if (!decided || decided.keptHere === false) return null
  const said = decided.consents.find(({ purpose }) => purpose === SERVING)?.said
  return said === 'no' ? (
    t('person.agrees.no')
  ) : (
    <StatusPill tone="now">{t('person.agrees_unasked')}</StatusPill>
  )
}
