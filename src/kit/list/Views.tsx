// The saved views of a list, which a capability keeps for each user: the slot `list.views`.
import { Popover } from '../controls/Popover.tsx'
import { useMessages } from '../messages.tsx'
import { SlotView, useSlot } from '../route.tsx'

export type ViewsProps = { list: string; path: string; search: string }

export function Views(props: ViewsProps) {
  const t = useMessages()
  const [kept] = useSlot('list.views')
  if (!kept) return null
  return (
    <Popover quiet label={t('kit.list.views')}>
      <SlotView content={kept} props={props} />
    </Popover>
  )
}
