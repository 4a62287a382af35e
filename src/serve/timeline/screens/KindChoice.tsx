// Chooses which kind of what happened the timeline shows.
import { Select } from '../../../kit/fields/Field.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { TIMELINE_GROUPS } from '../../../kit/timeline.tsx'

export default function KindChoice({
  value = '',
  onChange,
}: {
  value: string | undefined
  onChange: (kind: string) => void
}) {
  const t = useMessages()
  return (
    <Select
      label={t('person.journey_of')}
      value={value}
      onChange={onChange}
      empty={t('person.kinds.all')}
      clearable
      width="medium"
      options={TIMELINE_GROUPS.map((kind) => ({ value: kind, label: t(`person.kinds.${kind}`) }))}
    />
  )
}
