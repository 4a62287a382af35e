// How a person is called, where only that is shown.
import { useAsk } from '../../../kit/data.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { getPerson, spokenName } from '../operations.ts'

export default function NameOf({ person: id }: { person: string }) {
  const t = useMessages()
  const { data } = useAsk(getPerson, { id, parts: ['identity'] })
  return <bdi>{data && (spokenName(data) ?? t('person.no_name'))}</bdi>
}
