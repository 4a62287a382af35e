// Which pairs of a cluster are decided on at once: at a desk a table with why they are alike, to sort and to choose
// from, and boxes to tick on a phone.
import { DataTable, type DataColumn } from '../../../kit/controls/DataTable.tsx'
import { CheckGroup } from '../../../kit/fields/Field.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import { DESK, useMedia } from '../../../kit/useMedia.ts'
import type { Pair } from '../operations.ts'
import { idOf, TONES } from './clusters.ts'

export function WhichPairs({
  pairs,
  titleOf,
  chosen,
  onChoose,
}: {
  pairs: readonly Pair[]
  titleOf: (pair: Pair) => string
  /** By `idOf`. */
  chosen: readonly string[]
  onChoose: (ids: readonly string[]) => void
}) {
  const t = useMessages()
  const { list } = useFormats()
  const desk = useMedia(DESK)
  if (!desk)
    return (
      <CheckGroup
        label={t('duplicate.which')}
        help={t('duplicate.which_help')}
        values={chosen}
        onChange={onChoose}
        options={pairs.map((pair) => ({ value: idOf(pair), label: titleOf(pair) }))}
      />
    )
  const reasonsOf = ({ reasons }: Pair) => list(reasons.map((reason) => t(`match.${reason}`)))
  const columns: DataColumn<Pair>[] = [
    {
      key: 'pair',
      title: t('duplicate.which'),
      names: true,
      cell: (pair) => <bdi>{titleOf(pair)}</bdi>,
      sortBy: titleOf,
    },
    { key: 'reasons', title: t('duplicate.reasons'), cell: reasonsOf, sortBy: reasonsOf },
    {
      key: 'noticed',
      title: t('duplicate.noticed'),
      cell: ({ noticedAt }) => <DateText instant={noticedAt} short />,
      sortBy: ({ noticedAt }) => noticedAt,
    },
    {
      key: 'state',
      title: t('duplicate.state'),
      cell: ({ state }) => <StatusPill tone={TONES[state]}>{t(`duplicate.state.${state}`)}</StatusPill>,
      sortBy: ({ state }) => t(`duplicate.state.${state}`),
    },
  ]
  return (
    <Stack tight>
      <p className="soft">{t('duplicate.which_help')}</p>
      <DataTable
        caption={t('duplicate.which')}
        columns={columns}
        rows={pairs}
        rowKey={idOf}
        rowName={titleOf}
        chosen={chosen}
        onChoose={onChoose}
      />
    </Stack>
  )
}
