// Chooses one kind of what waits.
import type { OutputOf } from '../../../kernel/command.ts'
import { Select } from '../../../kit/fields/Field.tsx'
import { useLookup, useMessages } from '../../../kit/messages.tsx'
import type { listWork } from '../operations.ts'

export default function KindFilter({
  kind,
  counts,
  onChange,
}: {
  kind: string
  counts: OutputOf<typeof listWork>['counts']
  onChange: (kind: string) => void
}) {
  const t = useMessages()
  const lookup = useLookup()
  return (
    <Select
      label={t('work.filter')}
      value={kind === '' ? 'all' : kind}
      onChange={(value) => onChange(value === 'all' ? '' : value)}
      options={[
        { value: 'all', label: t('work.all_kinds') },
        ...counts.map((one) => ({
          value: one.kind,
          label: t('work.kind_count', {
            kind: lookup(`work.${one.kind}`),
            count: one.more ? `${one.count}+` : one.count,
          }),
        })),
      ]}
    />
  )
}
