// Chooses which columns a list shows.
import { Button } from '../controls/Button.tsx'
import { CheckGroup } from '../fields/Field.tsx'
import { useMessages } from '../messages.tsx'
import { Popover } from '../controls/Popover.tsx'
import type { ListColumn } from './Listing.tsx'

export function Columns<Item>({
  columns,
  chosen,
  onChoose,
}: {
  columns: readonly ListColumn<Item>[]
  chosen: readonly string[]
  onChoose: (keys: readonly string[] | undefined) => void
}) {
  const t = useMessages()
  const usual = columns.filter(({ unusual }) => !unusual).map(({ key }) => key)
  const others = columns.filter(({ names }) => !names)
  const inOrder = (keys: readonly string[]) =>
    columns.map(({ key }) => key).filter((key) => keys.includes(key))
  function choose(keys: readonly string[]) {
    const next = inOrder([...keys, ...columns.filter(({ names }) => names).map(({ key }) => key)])
    onChoose(next.join() === usual.join() ? undefined : next)
  }
  return (
    <Popover quiet label={t('kit.list.columns')}>
      <CheckGroup
        label={t('kit.list.columns_shown')}
        values={inOrder(chosen)}
        onChange={choose}
        options={others.map(({ key, title }) => ({ value: key, label: title }))}
      />
      <Button onClick={() => onChoose(undefined)}>{t('kit.list.usual_columns')}</Button>
    </Popover>
  )
}
