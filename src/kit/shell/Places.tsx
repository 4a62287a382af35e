// All places of the user, each with its screens: the map of what they may open.
import { Card, Columns, List, ListRow, Page, PageHeader } from '../Layout.tsx'
import { useMessages } from '../messages.tsx'
import { usePlaces } from './navigation.tsx'
import { ICONS } from './places.ts'

export default function Places() {
  const t = useMessages()
  const places = usePlaces()
  return (
    <Page>
      <PageHeader title={t('kit.places')} lead={t('kit.places.lead')} />
      <Columns of="flow">
        {places.map(({ place, title: named, screens }) => {
          const title = t(named)
          return (
            <Card key={place} title={title} icon={ICONS[place]}>
              <List label={title}>
                {screens.map((screen) => (
                  <ListRow
                    key={screen.path}
                    href={screen.path}
                    icon={screen.nav.icon}
                    title={t(screen.title)}
                  />
                ))}
              </List>
            </Card>
          )
        })}
      </Columns>
    </Page>
  )
}
