// How a member is called: by the name they use, or in words when there is none.
import { useMessages } from '../../../kit/messages.tsx'
import { spokenName } from '../../record/operations.ts'

export function useSpokenName() {
  const t = useMessages()
  return (person: Parameters<typeof spokenName>[0]) => spokenName(person) ?? t('person.no_name')
}
