// Who acted, in words: a user by name, anything else as what it is.
import { inLine } from '../../../kit/formats.ts'
import type { useMessages } from '../../../kit/messages.tsx'
import { principalWords, type Look } from '../operations.ts'

export const whoActed = (t: ReturnType<typeof useMessages>, { name, principal }: Look['user']): string =>
  principal ? inLine([t(principalWords(principal, name)), name]) : (name ?? t('disclosure.somebody'))
