// All keyboard shortcuts, from their one declaration, and the switch for those of a single character.
import { Card, Columns, Page, PageHeader } from '../Layout.tsx'
import { Check } from '../fields/Field.tsx'
import { useMessages } from '../messages.tsx'
import { Keys } from './Keys.tsx'
import { usePlaces } from './navigation.tsx'
import { EVERYWHERE, IN_PALETTE, IN_TABS, type Shortcut } from './shortcut-lists.ts'
import { keysTo, useSingleKeys } from './shortcuts.ts'

export default function Shortcuts() {
  const t = useMessages()
  const places = usePlaces()
  const [single, setSingle] = useSingleKeys()
  const going = places.map(({ place, title }): Shortcut => ({ keys: keysTo(place), does: title }))
  return (
    <Page>
      <PageHeader title={t('kit.shortcuts')} lead={t('kit.shortcuts.lead')} />
      <Columns of="flow">
        <Group title={t('kit.shortcuts.everywhere')} of={EVERYWHERE} />
        <Group title={t('kit.shortcuts.places')} of={going} />
        <Group title={t('kit.palette.title')} of={IN_PALETTE} />
        <Group title={t('kit.shortcuts.tabs')} of={IN_TABS} />
      </Columns>
      <Card title={t('kit.shortcuts.single')}>
        <Check label={t('kit.shortcuts.single_on')} checked={single} onChange={setSingle} />
        <p className="soft">{t('kit.shortcuts.single_help')}</p>
      </Card>
    </Page>
  )
}

function Group({ title, of }: { title: string; of: readonly Shortcut[] }) {
  const t = useMessages()
  return (
    <Card title={title}>
      <dl className="shortcut-list">
        {of.map(({ keys, does }) => (
          <div key={does}>
            <dt>{t(does)}</dt>
            <dd>
              <Keys of={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
