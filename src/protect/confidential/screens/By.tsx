// Who did it and when, readable in either direction of writing.
import { DateText } from '../../../kit/Figures.tsx'
import { useMessages } from '../../../kit/messages.tsx'

export function By({ name, instant }: { name: string | null; instant: string }) {
  const t = useMessages()
  return (
    <>
      <bdi>{name ?? t('kit.not_recorded')}</bdi>
      {' · '}
      <DateText instant={instant} />
    </>
  )
}
